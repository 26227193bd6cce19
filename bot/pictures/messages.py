"""The words in pictures."""

from bot.phrases import Phrase

MONTH = Phrase("{year}年{month}月", "{month} {year}")
OFF = Phrase("休", "off")
MADE_UP = Phrase("班", "work")
MORE = Phrase("还有 {n} 条", "+{n} more")
VALUE = Phrase("有用的内容", "value")
PROMO = Phrase("推广", "promo")
OWN = Phrase("本群的日子", "the group's own day")
AND = Phrase("、", ", ")
LEGEND_OFF = Phrase("放假", "holiday")
LEGEND_MADE_UP = Phrase("调休上班", "make-up workday")
LEGEND_TODAY = Phrase("今天", "today")
LUNAR = Phrase("灰字是农历", "grey: lunar date")
