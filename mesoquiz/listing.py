"""What a package is extended by: the modules in its folder, found by their names and imported only when asked for."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable


def modules_in(path: Iterable[str]) -> list[str]:
    """The names of the modules of a package, sorted; `path` is its `__path__`.

    A module that begins with `_`, and a package inside it, are what its modules share.
    """
    return sorted(
        module.name for module in pkgutil.iter_modules(path) if not module.ispkg and not module.name.startswith("_")
    )
