"""Numbers as Word writes them at the head of a paragraph: 3, 三, 叁, ③, c, iii."""

DIGITS = "零一二三四五六七八九"
LEGAL = "零壹贰叁肆伍陆柒捌玖"
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"),
    (1, "i"),
)
CHINESE = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand")
FORMAL = ("chineseLegalSimplified", "japaneseLegal", "ideographLegalTraditional")
CIRCLED = ("decimalEnclosedCircle", "decimalEnclosedCircleChinese")
STEMS = {"ideographTraditional": "甲乙丙丁戊己庚辛壬癸", "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥"}


def written(number: int, form: str) -> str:
    """The number in one of Word's forms; a form that is not known is written in digits."""
    if form in ("bullet", "none"):
        return ""
    if number < 1 or number > 9999:
        return str(number)
    if form in CHINESE:
        return han(number)
    if form in FORMAL:
        return han(number, LEGAL, "拾佰仟", "")
    if form in ("ideographDigital", "japaneseDigitalTenThousand"):
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
    if form in CIRCLED and number <= 20:
        return chr(0x2460 + number - 1)
    if form in STEMS and number <= len(STEMS[form]):
        return STEMS[form][number - 1]
    return _latin(number, form)


def _latin(number: int, form: str) -> str:
    if form == "decimalZero":
        return f"{number:02}"
    if form == "decimalFullWidth":
        return "".join(chr(0xFF10 + int(digit)) for digit in str(number))
    if form == "decimalEnclosedParen":
        return f"({number})"
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman"):
        return roman(number) if form == "lowerRoman" else roman(number).upper()
    return str(number)


def han(number: int, digits: str = DIGITS, powers: str = "十百千", ten: str = "一") -> str:
    """A number up to 9999 in Chinese characters: 十二, 一百零三."""
    words = ""
    text = str(number)
    for place, digit in enumerate(text):
        power = len(text) - place - 1
        if digit != "0":
            words += digits[int(digit)] + (powers[power - 1] if power else "")
        elif words and not words.endswith(digits[0]) and text[place:].strip("0"):
            words += digits[0]
    return words.removeprefix(ten) if ten and 10 <= number < 20 else words


def roman(number: int) -> str:
    """A number in small Roman letters."""
    words = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        words += letters * count
    return words
