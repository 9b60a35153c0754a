"""How Galley looks: colours, icons, type and spacing by meaning; it knows nothing of stories."""

from editor.ui.theme.theme import Theme, restyle

__all__ = ["Theme", "restyle"]
