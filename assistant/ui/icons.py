"""The signs on the buttons under an answer, as inline SVG; what they mean is said by the button's name."""

from __future__ import annotations

from assistant.ui.markup import tag

_THUMB = (
    '<path d="M7 9v7H4.5V9H7zm0 0 3-5.5c1.2 0 1.8 1 1.5 2.2L11 8h4a1.5 1.5 0 0 1 1.5 1.8l-1 5A1.5 1.5 0 0 1 14 16H7"/>'
)
DRAWN = {
    "copy": '<rect x="7" y="7" width="9" height="10" rx="1.5"/><path d="M13 4H5.5A1.5 1.5 0 0 0 4 5.5V14"/>',
    "up": _THUMB,
    "down": f'<g transform="rotate(180 10 10)">{_THUMB}</g>',
    "again": '<path d="M15.5 10a5.5 5.5 0 1 1-1.6-3.9M15.5 3.2V7h-3.8"/>',
    "edit": '<path d="m4 16 .7-3L13 4.7a1.2 1.2 0 0 1 1.7 0l.6.6a1.2 1.2 0 0 1 0 1.7L7 15.3 4 16z"/>',
    "memo": '<path d="M5.5 3.5h6l3.5 3.5v9.5H5.5zM11.5 3.5V7H15M8 10.5h4.5M8 13.5h4.5"/>',
}


def button(icon: str, name: str, **attributes: str) -> str:
    """A button that shows a sign; its name is heard, and shown under the pointer."""
    drawn = f'<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">{DRAWN[icon]}</svg>'
    return tag("button", drawn, class_="sign", aria_label=name, **{"title": name, **attributes})
