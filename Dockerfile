# Takt in a container: `docker build -t takt .`, then `docker run -v takt:/data takt report kpi`.
FROM python:3.13-slim AS build
RUN pip install --no-cache-dir --root-user-action=ignore "uv>=0.9,<1"
WORKDIR /takt
ENV UV_LINK_MODE=copy
COPY requirements.lock ./
RUN uv venv /opt/takt \
    && uv pip install --no-cache --python /opt/takt/bin/python --compile-bytecode --requirement requirements.lock
COPY . .
RUN uv pip install --no-cache --python /opt/takt/bin/python --compile-bytecode --no-deps .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /data takt \
    && install --directory --owner takt --mode 700 /data
COPY --from=build /opt/takt /opt/takt
ENV PATH=/opt/takt/bin:$PATH PYTHONUNBUFFERED=1 TAKT_DATA_DIR=/data MPLCONFIGDIR=/tmp/matplotlib
USER takt
WORKDIR /data
VOLUME /data
HEALTHCHECK --interval=60s --timeout=20s --start-period=30s CMD ["takt", "doctor", "--brief"]
ENTRYPOINT ["takt"]
CMD ["--help"]
