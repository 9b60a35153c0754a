"""The site the newsroom publishes to: its name, address, navigation, footer and credit style."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.story.addresses import safe_address
from editor.story.credit import CreditLine, CreditStyle, HouseForm, Relation
from editor.story.outlet import NavItem, Outlet
from editor.story.photo import PHOTO_FIELDS
from editor.story.text import clean_line, clean_text
from editor.ui.newsroom.sections_dialog import OrderButtons
from editor.ui.widgets.sheet import Sheet, filled
from editor.ui.widgets.text_field import CalmSpinBox, LinesField

_MOST_WIDE = 10_000  # pixels
_EXAMPLE, _SITE = CreditLine(relation=Relation.STAFF, photographer="Zou Hong"), "Xinhua"


class NavigationTable(QWidget):
    """Signals: `edited()`: a label or a path is another one."""

    edited = Signal()

    def __init__(self, items: Sequence[NavItem], parent: QWidget) -> None:
        super().__init__(parent)
        self._table = QTableWidget(0, 2, self)
        self._table.setHorizontalHeaderLabels([self.tr("Label"), self.tr("Path")])
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setTabKeyNavigation(False)
        self._table.verticalHeader().hide()
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._table.setMinimumHeight(7 * self.fontMetrics().lineSpacing())
        self._buttons = OrderButtons(self)
        filled(QVBoxLayout(self), self._table, self._buttons)
        self.setFocusProxy(self._table)
        self._table.currentCellChanged.connect(self._show_chosen)
        self._buttons.add_requested.connect(self._add)
        self._buttons.move_requested.connect(self._move)
        self._buttons.remove_requested.connect(self._remove)
        self._table.itemChanged.connect(self.edited)
        self.show_items(items)

    def show_items(self, items: Sequence[NavItem]) -> None:
        self._table.setRowCount(0)
        for item in items:
            self._insert(self._table.rowCount(), item)
        self._table.setCurrentCell(0, 0)
        self._show_chosen()

    @property
    def items(self) -> tuple[NavItem, ...]:
        """Entries with a label; paths without a slash at the front, "" is the front page."""
        rows = (
            NavItem(self._text(row, 0), self._text(row, 1).lstrip("/"))
            for row in range(self._table.rowCount())
        )
        return tuple(item for item in rows if item.label)

    def setAccessibleName(self, name: str) -> None:
        self._table.setAccessibleName(name)

    def _text(self, row: int, column: int) -> str:
        cell = self._table.item(row, column)
        return clean_line(cell.text()) if cell else ""

    def _insert(self, row: int, item: NavItem) -> None:
        self._table.insertRow(row)
        self._table.setItem(row, 0, QTableWidgetItem(item.label))
        self._table.setItem(row, 1, QTableWidgetItem(item.path))

    def _add(self) -> None:
        row = self._table.currentRow() + 1
        self._insert(row, NavItem(self.tr("New entry"), ""))
        self._table.setCurrentCell(row, 0)
        self._table.edit(self._table.model().index(row, 0))

    def _move(self, by: int) -> None:
        row = self._table.currentRow()
        moved = NavItem(self._text(row, 0), self._text(row, 1))
        self._table.removeRow(row)
        self._insert(row + by, moved)
        self._table.setCurrentCell(row + by, 0)

    def _remove(self) -> None:
        self._table.removeRow(self._table.currentRow())
        self._show_chosen()

    def _show_chosen(self) -> None:
        self._buttons.show_place(self._table.currentRow(), self._table.rowCount())


class OutletDialog(Sheet):
    begun_in = "newsroom"
    begun_changed = Signal()

    def __init__(self, outlet: Outlet, parent: QWidget | None = None) -> None:
        super().__init__(parent, columns=76)
        self._outlet = outlet
        self.introduce(self.tr("Site"), intro=self.tr("What every page of the site carries."))
        self._name = QLineEdit(outlet.name, self)
        self._publisher = QLineEdit(outlet.publisher, self)
        self._address = QLineEdit(outlet.address, self)
        self._address.setPlaceholderText("https://www.example.org/")
        self._language = self._language_box(outlet.language)
        self._navigation = NavigationTable(outlet.navigation, self)
        self._footer = LinesField("\n".join(outlet.footer), 4, self)
        self._form, self._brackets = self._form_box(), self._brackets_box()
        self._credit_name = QLineEdit(outlet.credit_style.outlet_name, self)

        self.add_field(self.tr("Site name"), self._name)
        self.add_field(self.tr("Publisher"), self._publisher)
        self.add_field(
            self.tr("Address"),
            self._address,
            self.tr("Pages carry it once it is known, for search engines and share cards."),
        )
        self.add_field(self.tr("Language"), self._language)
        self.add_field(self.tr("Navigation"), self._navigation)
        self.add_field(self.tr("Footer"), self._footer, self.tr("Printed line by line."))
        self.add_field(self.tr("Credit form"), self._form)
        self.add_field(self.tr("Brackets"), self._brackets)
        self.add_field(
            self.tr("Name in credits"),
            self._credit_name,
            self.tr("How the site itself is called in a credit, for instance chinadaily.com.cn."),
        )
        self._example = self.add_text("")
        self._example.setAccessibleName(self.tr("Example"))
        self._photo_fields = _photo_fields(outlet, self)
        self.add_field(
            self.tr("In published pictures"),
            self._photo_fields,
            self.tr(
                "What of a photo's record its files carry beside caption, credit, rights, keywords"
                " and date, which always go."
            ),
        )
        self._least_width = CalmSpinBox(self)
        self._least_width.setRange(1, _MOST_WIDE)
        self._least_width.setValue(outlet.least_width)
        self.add_field(
            self.tr("Least width of a picture, in pixels"),
            self._least_width,
            self.tr(
                "No narrower crop is drawn. Below 600 pixels social networks show a small card, or"
                " none."
            ),
        )
        self._avif = QCheckBox(self.tr("Offer them, too"), self)
        self._avif.setChecked(outlet.avif)
        self.add_field(
            self.tr("Pictures as AVIF"),
            self._avif,
            self.tr(
                "A tenth less to load where a browser reads it; exporting takes more than twice as"
                " long. It changes every page: what is signed off has to be signed again."
            ),
        )
        self.body.addStretch(1)
        self.add_way_out(self.tr("Cancel"))
        self.add_primary(self.tr("Keep"))
        self._form.currentIndexChanged.connect(self._show_example)
        self._brackets.currentIndexChanged.connect(self._show_example)
        self._credit_name.textChanged.connect(self._show_example)
        self._address.textEdited.connect(self._forget_remark)
        self._name.textEdited.connect(self._forget_remark)
        self._navigation.edited.connect(self.begun_changed)
        self._show_example()

    def begun(self) -> dict[str, Any]:
        """The navigation, once an entry was written."""
        items = self._navigation.items
        if all(item in self._outlet.navigation for item in items):
            return {}
        return {"navigation": [[item.label, item.path] for item in items]}

    def bring_back(self, begun: Mapping[str, Any]) -> None:
        rows = begun.get("navigation")
        items = self._outlet.navigation if rows is None else [NavItem(*row) for row in rows]
        self._navigation.show_items(items)

    @property
    def value(self) -> Outlet:
        footer = clean_text(self._footer.toPlainText()).split("\n")
        return replace(
            self._outlet,
            name=clean_line(self._name.text()),
            publisher=clean_line(self._publisher.text()),
            address=self._checked_address(),
            language=self._chosen_language(),
            navigation=self._navigation.items,
            footer=tuple(line for line in map(clean_line, footer) if line),
            credit_style=self._style(),
            least_width=self._least_width.value(),
            avif=self._avif.isChecked(),
            photo_fields=tuple(
                str(item.data(Qt.ItemDataRole.UserRole))
                for item in map(self._photo_fields.item, range(self._photo_fields.count()))
                if item.checkState() is Qt.CheckState.Checked
            ),
        )

    def accept(self) -> None:
        typed = self._address.text().strip()
        if not clean_line(self._name.text()):
            self.remark(self.tr("A site needs a name."))
            self._name.setFocus()
        elif typed and not self._checked_address():
            self.remark(
                self.tr("“{}” is not the address of a site: it begins with https://.").format(typed)
            )
            self._address.setFocus()
        elif not self._chosen_language():
            self.remark(self.tr("Choose the language of the site."))
            self._language.setFocus()
        else:
            super().accept()

    def _checked_address(self) -> str:
        """The root URL with a closing slash, "" when what was typed is none."""
        address = safe_address(self._address.text())
        parts = urlsplit(address)
        if parts.scheme.lower() not in ("http", "https") or parts.query or parts.fragment:
            return ""
        return address if address.endswith("/") else f"{address}/"

    def _chosen_language(self) -> str:
        typed = clean_line(self._language.currentText())
        place = self._language.findText(typed)
        return self._language.itemData(place) if place >= 0 else typed

    def _style(self) -> CreditStyle:
        return CreditStyle(
            form=HouseForm(self._form.currentData()),
            brackets=str(self._brackets.currentData()),
            outlet_name=clean_line(self._credit_name.text()),
        )

    def _language_box(self, language: str) -> QComboBox:
        box = QComboBox(self)
        box.setEditable(True)
        box.addItem(self.tr("English"), "en")
        box.addItem(self.tr("Chinese, simplified"), "zh-Hans")
        box.addItem(self.tr("Chinese, traditional"), "zh-Hant")
        if box.findData(language) < 0:
            box.addItem(language, language)
        box.setCurrentIndex(box.findData(language))
        return box

    def _form_box(self) -> QComboBox:
        box = QComboBox(self)
        # Each form is shown by what it prints: that is how people know it.
        style = self._outlet.credit_style
        for form in HouseForm:
            site = style.outlet_name or _SITE
            sample = _EXAMPLE.words(CreditStyle(form=form, outlet_name=site))
            box.addItem(sample, form)
        box.setCurrentIndex(box.findData(style.form))
        return box

    def _brackets_box(self) -> QComboBox:
        box = QComboBox(self)
        box.addItem(self.tr("[Square]"), "square")
        box.addItem(self.tr("(Round)"), "round")
        box.addItem(self.tr("None"), "none")
        box.setCurrentIndex(max(0, box.findData(self._outlet.credit_style.brackets)))
        return box

    def _show_example(self) -> None:
        self._example.setText(
            self.tr("A caption ends: … at work. {}").format(_EXAMPLE.line(self._style()))
        )

    def _forget_remark(self) -> None:
        self.remark("")


def _photo_fields(outlet: Outlet, parent: QWidget) -> QListWidget:
    fields = QListWidget(parent)
    high = fields.fontMetrics().lineSpacing() + 8  # the box of a tick is higher than its words
    for row in PHOTO_FIELDS:
        if row.offered:
            item = QListWidgetItem(str(row.label), fields)
            item.setData(Qt.ItemDataRole.UserRole, row.name)
            chosen = row.name in outlet.photo_fields
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(0, high))
    fields.setMinimumHeight(7 * high)
    return fields
