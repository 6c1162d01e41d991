"""Who walks, what stands before them, and what was done so far."""

from collections import Counter, deque
from dataclasses import dataclass, field

from handlers.buttons import REPORTS, unpack

_KEPT_OF_A_SHAPE = 4


def shape_of(press):
    """What a button does, whomever it is about: its place and the first mark among its values."""
    marks = [value for value in press.values if len(value) <= 3 and not value.isdecimal()]
    return press.place, *(press.values[:1] if press.place in REPORTS else marks[:1])


class Screens:
    """The buttons that stand in a chat, by what they do."""

    def __init__(self):
        self.buttons = {}
        self.newest = []

    def sees(self, message, data):
        """A button more that can be pressed."""
        press = unpack(data)
        if press is not None:
            self.buttons.setdefault(shape_of(press), deque(maxlen=_KEPT_OF_A_SHAPE)).append((message, data))
            self.newest.append((message, data))

    def near(self):
        """The buttons of what came last."""
        found = {}
        for message, data in self.newest:
            if not message.deleted:
                found.setdefault(shape_of(unpack(data)), []).append((message, data))
        return found


class Actor(Screens):
    """Somebody who walks; `step` is what they are asked, `asked` says that a button has just led there."""

    def __init__(self, name, person):
        super().__init__()
        self.name, self.person = name, person
        self.step = None
        self.asked = self.led = False


@dataclass
class Trail:
    """What was done so far, in every town."""

    kinds: Counter = field(default_factory=Counter)
    commands: Counter = field(default_factory=Counter)
    places: Counter = field(default_factory=Counter)
    shapes: Counter = field(default_factory=Counter)
    own: Counter = field(default_factory=Counter)
    """How often a place was gone to by a button that stood there for whoever pressed it."""
    own_shapes: Counter = field(default_factory=Counter)
    steps: Counter = field(default_factory=Counter)
    """How often each question was answered in words."""
    shown: Counter = field(default_factory=Counter)
    """How many words of each kind stood before somebody who may read them."""

    def pressed(self, press, *, own):
        """A button was pressed."""
        self.places[press.place] += 1
        self.shapes[shape_of(press)] += 1
        if own:
            self.own[press.place] += 1
            self.own_shapes[shape_of(press)] += 1


class Luck:
    """Chance that likes what was seldom done."""

    def __init__(self, luck, trail):
        self._luck, self._trail = luck, trail

    def rare(self, things, counted):
        """What was chosen seldom is chosen soon."""
        weights = [(5 if thing in REPORTS else 1) / (1 + counted[thing]) ** 1.5 for thing in things]
        return self._luck.choices(things, weights)[0]

    def button(self, pool):
        """What was seldom done, or a place that was seldom gone to and there what was seldom done."""
        if self._luck.random() < 0.5:
            return self._luck.choice(pool[self.rare(list(pool), self._trail.shapes)])
        place = self.rare(sorted({shape[0] for shape in pool}), self._trail.places)
        shape = self.rare([shape for shape in pool if shape[0] == place], self._trail.shapes)
        return self._luck.choice(pool[shape])

    def unpressed(self, actors):
        """A button that stands before somebody and that nobody has pressed in its meaning; None where there is none."""
        fresh = {}
        for actor in actors:
            for shape, kept in actor.buttons.items():
                standing = [one for one in kept if not one[0].deleted]
                if standing and not self._trail.own_shapes[shape]:
                    fresh.setdefault(shape[0], []).append((actor, *standing[-1]))
        return self._luck.choice(fresh[self.rare(sorted(fresh), self._trail.own)]) if fresh else None
