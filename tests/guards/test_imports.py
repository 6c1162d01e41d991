"""Who may import whom: every rule stands in pyproject.toml, holds on a sound tree and catches its violation."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = {
    c["id"]: c for c in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}

SOUND_TREE = {
    "bot/app": "import services.jobs, handlers.routers, handlers.views.kpi",
    "handlers/routers": "import aiogram, handlers.commands.kpi",
    "handlers/commands/kpi": "import aiogram, handlers.views.kpi, services.usecases.show_kpi, services.errors",
    "handlers/views/kpi": "import handlers.charts.kpi, handlers.speech, services.usecases.show_kpi",
    "handlers/charts/kpi": "import matplotlib, handlers.speech",
    "handlers/tables/as_csv": "import handlers.speech",
    "handlers/speech": "import fluent",
    "handlers/buttons": "import base64",
    "handlers/states": "import aiogram",
    "services/jobs": "import services.usecases.show_kpi",
    "services/usecases/show_kpi": "import services.store.facts, services.sync.engine, services.domain.kpi",
    "services/sync/engine": "import services.connectors.kit.contract, services.store.facts",
    "services/outbox/outbox": "import services.store.facts",
    "services/work/worker": "import services.store.facts",
    "services/connectors/kit/contract": "import httpx, services.domain.kpi",
    "services/connectors/kit/sql": "import sqlalchemy",
    "services/connectors/amocrm/client": "import services.connectors.kit.contract",
    "services/connectors/amocrm/mapping": "import services.domain.kpi",
    "services/connectors/mango/client": "import services.connectors.kit.contract",
    "services/files/reading": "import python_calamine, services.domain.kpi",
    "services/reference/phones": "import phonenumbers",
    "services/store/facts": "import sqlalchemy, services.domain.kpi",
    "services/domain/kpi": "import datetime, zoneinfo, services.errors",
    "services/errors": "import typing",
    "bot/demo": "import bot.app, sandbox.telegram.server",
    "sandbox/telegram/server": "import aiohttp, sandbox.telegram.facts",
    "sandbox/telegram/facts": "import json",
    "migrations/env": "import sqlalchemy, alembic, services.store.facts",
}
"""The whole shape that the architecture names, with imports that are all allowed."""

VIOLATIONS = [
    ("rule-1", "handlers/views/kpi", "import bot.app"),
    ("rule-1", "services/jobs", "import handlers.views.kpi"),
    ("rule-2", "services/domain/kpi", "import services.store.facts"),
    ("rule-2", "services/store/facts", "import services.usecases.show_kpi"),
    ("rule-2", "services/files/reading", "import services.reference.phones"),
    ("rule-2", "services/sync/engine", "import services.outbox.outbox"),
    ("rule-2", "services/connectors/kit/contract", "import services.store.facts"),
    ("rule-2", "services/helpers", ""),
    ("rule-3", "handlers/speech", "import handlers.views.kpi"),
    ("rule-3", "handlers/tables/as_csv", "import handlers.charts.kpi"),
    ("rule-3", "handlers/web/hooks", "import handlers.commands.kpi"),
    ("rule-3", "handlers/utils", ""),
    ("rule-4", "services/domain/kpi", "import time"),
    ("rule-4", "services/domain/kpi", "import random"),
    ("rule-4", "services/domain/kpi", "from pathlib import Path"),
    ("rule-4", "services/domain/kpi", "import pydantic"),
    ("rule-5", "services/usecases/show_kpi", "import aiogram"),
    ("rule-5", "services/files/reading", "def late():\n    import matplotlib"),
    ("rule-6-sql", "services/usecases/show_kpi", "from sqlalchemy import select"),
    ("rule-6-sql", "bot/app", "import sqlalchemy"),
    ("rule-6-http", "services/connectors/amocrm/client", "import httpx"),
    ("rule-7-strangers", "services/connectors/amocrm/client", "import services.connectors.mango.client"),
    ("rule-7-names", "services/usecases/show_kpi", "import services.connectors.amocrm.client"),
    ("rule-7-names", "services/connectors/kit/contract", "import services.connectors.amocrm"),
    ("rule-8", "handlers/views/kpi", "import services.store.facts"),
    ("rule-8", "handlers/commands/kpi", "import services.jobs"),
    ("rule-8", "handlers/web/hooks", "import services.sync.engine"),
    ("rule-9", "handlers/views/kpi", "import aiogram"),
    ("rule-9", "handlers/charts/kpi", "import asyncio"),
    ("rule-9", "handlers/speech", "import httpx"),
    ("rule-10-alone", "sandbox/telegram/server", "import services.domain.kpi"),
    ("rule-10-alone", "sandbox/telegram/facts", "import handlers.speech"),
    ("rule-10-unknown", "bot/app", "import sandbox.telegram.server"),
    ("rule-10-unknown", "services/usecases/show_kpi", "import sandbox.telegram.facts"),
]


def plant(folder, tree):
    """Write a tree of modules, each with the one line it consists of, and our own rules beside it."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name, line in tree.items():
        file = folder / f"{name}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(line + "\n")
        for package in file.relative_to(folder).parents[:-1]:
            (folder / package / "__init__.py").touch()


def broken(folder, *only):
    """What the tool says when it finds the rules broken; empty while they hold."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as go; go()",
        "--no-cache",
        "--no-logo",
    ]
    for rule in only:
        command += ["--contract", rule]
    alone = os.environ | {"PYTHONPATH": str(folder), "PYTHONSAFEPATH": "1", "COLUMNS": "200"}
    done = subprocess.run(command, cwd=folder, env=alone, capture_output=True, text=True)
    return done.stdout + done.stderr if done.returncode else ""


@pytest.mark.parametrize("rule", range(1, 11))
def test_every_rule_of_the_architecture_has_a_contract(rule):
    assert any(name.split("-")[1] == str(rule) for name in CONTRACTS)


def test_a_tree_of_the_planned_shape_keeps_every_rule(tmp_path):
    plant(tmp_path, SOUND_TREE)

    assert broken(tmp_path) == ""


@pytest.mark.parametrize(("rule", "where", "line"), VIOLATIONS)
def test_each_rule_catches_its_violation(tmp_path, rule, where, line):
    plant(tmp_path, SOUND_TREE | {where: f"{SOUND_TREE.get(where, '')}\n{line}"})

    said = broken(tmp_path, rule)

    assert "BROKEN" in said
    assert where.split("/")[-1] in said


def test_every_contract_has_a_violation_it_was_tried_on():
    assert {rule for rule, _where, _line in VIOLATIONS} == set(CONTRACTS)


@pytest.mark.parametrize("file", sorted((ROOT / "services/domain").rglob("*.py")), ids=lambda file: file.stem)
def test_the_domain_imports_the_standard_library_and_itself_only(file):
    imported = {name for node in ast.walk(ast.parse(file.read_text())) for name in _imports(node)}
    forbidden = CONTRACTS["rule-4"]["forbidden_modules"]

    foreign = {name for name in imported if name.split(".")[0] not in sys.stdlib_module_names}

    assert {name for name in foreign if not name.startswith(("services.domain", "services.errors"))} == set()
    assert {name for name in imported if name.split(".")[0] in forbidden} == set()


def _imports(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) else []
