"""What misleads a reader of dates, side by side in four languages. Published on Thursday 16 May 2024."""

from __future__ import annotations

import datetime as dt

import pytest

from istor.dates.anchoring import read
from istor.dates.timex import timex3

THURSDAY = dt.date(2024, 5, 16)

# language, sentence, earliest, latest: of the last reading
DAYS = [
    ("en", "The mill burned last Sunday.", "2024-05-12", "2024-05-12"),
    ("uk", "Млин згорів минулої неділі.", "2024-05-12", "2024-05-12"),
    ("ru", "Мельница сгорела в прошлое воскресенье.", "2024-05-12", "2024-05-12"),
    ("ar", "احترق المصنع الأحد الماضي.", "2024-05-12", "2024-05-12"),
    ("en", "The mill burned on the night of 6-7 May.", "2024-05-06", "2024-05-07"),
    ("en", "The mill burned overnight from 6 to 7 May.", "2024-05-06", "2024-05-07"),
    ("en", "The mill burned overnight between Tuesday and Wednesday.", "2024-05-14", "2024-05-15"),
    ("uk", "Млин згорів у ніч із 5 на 6 травня.", "2024-05-05", "2024-05-06"),
    ("uk", "Млин згорів у ніч проти середи.", "2024-05-14", "2024-05-15"),
    ("ru", "Мельница сгорела в ночь с 5 на 6 мая.", "2024-05-05", "2024-05-06"),
    ("ar", "احترق المصنع ليل الثلاثاء الأربعاء.", "2024-05-14", "2024-05-15"),
    ("en", "The mill burned on May 6. The previous day a barn burned.", "2024-05-05", "2024-05-05"),
    ("ar", "احترق المصنع 6 مايو. وفي اليوم السابق احترق مخزن.", "2024-05-05", "2024-05-05"),
    ("en", "The mill burned on May 6. Two days earlier a barn burned.", "2024-05-04", "2024-05-04"),
    ("uk", "Млин згорів 6 травня. За два дні до того згоріла клуня.", "2024-05-04", "2024-05-04"),
    ("ru", "Мельница сгорела 6 мая. За два дня до этого сгорел амбар.", "2024-05-04", "2024-05-04"),
    ("ar", "احترق المصنع 6 مايو. وقبل ذلك بيومين احترق مخزن.", "2024-05-04", "2024-05-04"),
    ("en", "The mill burned five days ago.", "2024-05-11", "2024-05-11"),
    ("uk", "Млин згорів п'ять днів тому.", "2024-05-11", "2024-05-11"),
    ("ru", "Мельница сгорела пять дней назад.", "2024-05-11", "2024-05-11"),
    ("ar", "احترق المصنع قبل خمسة أيام.", "2024-05-11", "2024-05-11"),
    ("en", "The mill burned in late April.", "2024-04-21", "2024-04-30"),
    ("uk", "Млин згорів наприкінці квітня.", "2024-04-21", "2024-04-30"),
    ("ru", "Мельница сгорела в конце апреля.", "2024-04-21", "2024-04-30"),
    ("ar", "احترق المصنع أواخر أبريل.", "2024-04-21", "2024-04-30"),
    ("en", "The mill burned in the first week of June.", "2023-06-01", "2023-06-07"),
    ("uk", "Млин згорів у першому тижні червня.", "2023-06-01", "2023-06-07"),
    ("ru", "Мельница сгорела в первую неделю июня.", "2023-06-01", "2023-06-07"),
    ("ar", "احترق المصنع في الأسبوع الأول من يونيو.", "2023-06-01", "2023-06-07"),
    ("en", "The road has been shut since 24 February.", "2024-02-24", "2024-05-16"),
    ("uk", "Дорога закрита з 24 лютого.", "2024-02-24", "2024-05-16"),
    ("ru", "Дорога закрыта с 24 февраля.", "2024-02-24", "2024-05-16"),
    ("ar", "الطريق مغلق منذ 24 فبراير.", "2024-02-24", "2024-05-16"),
    ("en", "Two barns burned this week.", "2024-05-13", "2024-05-16"),
    ("uk", "Дві клуні згоріли цього тижня.", "2024-05-13", "2024-05-16"),
    ("ru", "Два амбара сгорели на этой неделе.", "2024-05-13", "2024-05-16"),
    ("ar", "احترق مخزنان هذا الأسبوع.", "2024-05-13", "2024-05-16"),
    ("en", "Two barns burned over the past 24 hours.", "2024-05-15", "2024-05-16"),
    ("uk", "Дві клуні згоріли за минулу добу.", "2024-05-15", "2024-05-16"),
    ("ru", "Два амбара сгорели за последние сутки.", "2024-05-15", "2024-05-16"),
    ("ar", "احترق مخزنان خلال الساعات الـ24 الماضية.", "2024-05-15", "2024-05-16"),
    ("en", "The mill burned on New Year's Eve.", "2023-12-31", "2023-12-31"),
    ("uk", "Млин згорів у переддень Нового року.", "2023-12-31", "2023-12-31"),
    ("ru", "Мельница сгорела в канун Нового года.", "2023-12-31", "2023-12-31"),
    ("ar", "احترق المصنع ليلة رأس السنة.", "2023-12-31", "2023-12-31"),
    ("uk", "Млин згорів на Великдень.", "2024-05-05", "2024-05-05"),
    ("ru", "Мельница сгорела на Пасху.", "2024-05-05", "2024-05-05"),
    ("en", "Guns fired from 3 to 5 May.", "2024-05-03", "2024-05-05"),
    ("uk", "Гармати били з 3 по 5 травня.", "2024-05-03", "2024-05-05"),
    ("ru", "Пушки били с 3 по 5 мая.", "2024-05-03", "2024-05-05"),
    ("ar", "استمر القصف من 3 إلى 5 مايو.", "2024-05-03", "2024-05-05"),
    ("uk", "Млин згорів 6 травня. Днем раніше згоріла клуня.", "2024-05-05", "2024-05-05"),
    ("ru", "Мельница сгорела 6 мая. Днём ранее сгорел амбар.", "2024-05-05", "2024-05-05"),
    ("uk", "Млин згорів 6 травня. Попереднього дня згоріла клуня.", "2024-05-05", "2024-05-05"),
    ("uk", "Млин згорів 6 травня. Напередодні згоріла клуня.", "2024-05-05", "2024-05-05"),
    ("ru", "Мельница сгорела 6 мая. Накануне сгорел амбар.", "2024-05-05", "2024-05-05"),
    ("ru", "Амбар сгорел накануне вечером.", "2024-05-15", "2024-05-15"),
    ("ru", "Накануне, 8 мая, сгорел амбар.", "2024-05-08", "2024-05-08"),
    ("ru", "Накануне 8 мая сгорел амбар.", "2024-05-07", "2024-05-08"),
    ("uk", "Напередодні Великодня згоріла клуня.", "2024-05-04", "2024-05-04"),
    ("ru", "С 4 марта 2019 года амбар пуст.\nНакануне в нём нашли осколок.", "2024-05-15", "2024-05-15"),
    ("uk", "Млин згорів 6 травня. Наступного дня його гасили.", "2024-05-07", "2024-05-07"),
    ("ru", "Мельница сгорела 6 мая. На следующий день её гасили.", "2024-05-07", "2024-05-07"),
    ("uk", "Млин згорів 6 травня. Того ж дня згоріла клуня.", "2024-05-06", "2024-05-06"),
    ("ru", "Мельница сгорела 6 мая. В этот день шёл дождь.", "2024-05-06", "2024-05-06"),
    ("uk", "Млин згорів 6 травня. За день до того згоріла клуня.", "2024-05-05", "2024-05-05"),
    ("uk", "Клуня згоріла за день до 8 травня.", "2024-05-07", "2024-05-07"),
    ("en", "The barn burned the day before last Tuesday.", "2024-05-13", "2024-05-13"),
    ("en", "The barn burned the day after Christmas.", "2023-12-26", "2023-12-26"),
    ("en", "The barn burned the night before last.", "2024-05-14", "2024-05-15"),
    ("uk", "Клуня згоріла позаминулої ночі.", "2024-05-14", "2024-05-15"),
    ("ru", "Амбар сгорел позапрошлой ночью.", "2024-05-14", "2024-05-15"),
    ("ar", "احترق المخزن ليلة أول أمس.", "2024-05-14", "2024-05-14"),
    ("en", "The barn burned the week before last.", "2024-04-29", "2024-05-05"),
    ("ru", "Амбар сгорел на позапрошлой неделе.", "2024-04-29", "2024-05-05"),
    ("en", "The barn burned earlier last month.", "2024-04-01", "2024-04-30"),
    ("en", "The barn burned on the night of May 6 to 7.", "2024-05-06", "2024-05-07"),
    ("ar", "احترق المصنع عشية رأس السنة.", "2023-12-31", "2023-12-31"),
    ("en", "The mill burned on 5 May. The previous Friday it rained.", "2024-05-03", "2024-05-03"),
    ("en", "The mill burned on 5 May. The following Monday it rained.", "2024-05-06", "2024-05-06"),
    ("en", "The barn burned a week ago today.", "2024-05-09", "2024-05-09"),
    ("en", "The barn burned a week ago on Monday.", "2024-05-06", "2024-05-06"),
    ("ar", "احترق المخزن قبل أسبوع من اليوم.", "2024-05-09", "2024-05-09"),
    ("uk", "Станом на 06.05 поранено двох.", "2024-05-06", "2024-05-06"),
    ("uk", "06.05. Згоріла клуня.", "2024-05-06", "2024-05-06"),
    ("uk", "Ніч на 06.05 була тиха.", "2024-05-05", "2024-05-06"),
    ("ru", "Ночью 06.05 сгорел амбар.", "2024-05-06", "2024-05-06"),
    ("ru", "В ночь с 05.05 на 06.05 сгорел амбар.", "2024-05-05", "2024-05-06"),
    ("en", "The quay burned for the third day in a row.", "2024-05-16", "2024-05-16"),
    ("uk", "Причал горить третій день поспіль.", "2024-05-16", "2024-05-16"),
    ("ru", "Причал горит третий день подряд.", "2024-05-16", "2024-05-16"),
    ("ar", "يحترق المرفأ لليوم الثالث على التوالي.", "2024-05-16", "2024-05-16"),
    ("en", "The mill burned on 6.5.2024.", "2024-05-06", "2024-05-06"),
    ("uk", "Млин згорів 06.05.2024.", "2024-05-06", "2024-05-06"),
    ("ru", "Мельница сгорела 06.05.2024.", "2024-05-06", "2024-05-06"),
    ("ar", "احترق المصنع 06/05/2024.", "2024-05-06", "2024-05-06"),
    ("ar", "احترق المصنع ٦ مايو ٢٠٢٤.", "2024-05-06", "2024-05-06"),
]


# language, sentence, day, from, until, zone
HOURS = [
    ("en", "The mill burned early on Tuesday.", "00:00", "06:00", None),
    ("uk", "Млин згорів рано у вівторок.", "00:00", "06:00", None),
    ("ru", "Мельница сгорела рано во вторник.", "00:00", "06:00", None),
    ("ar", "احترق المصنع في وقت مبكر من يوم الثلاثاء.", "00:00", "06:00", None),
    ("en", "The mill burned before dawn on Tuesday.", "00:00", "06:00", None),
    ("uk", "Млин згорів до світанку у вівторок.", "00:00", "06:00", None),
    ("ru", "Мельница сгорела до рассвета во вторник.", "00:00", "06:00", None),
    ("ar", "احترق المصنع قبل فجر الثلاثاء.", "00:00", "06:00", None),
    ("en", "The mill burned on Tuesday evening.", "17:00", "23:59", None),
    ("uk", "Млин згорів увечері у вівторок.", "17:00", "23:59", None),
    ("ru", "Мельница сгорела вечером во вторник.", "17:00", "23:59", None),
    ("ar", "احترق المصنع مساء الثلاثاء.", "17:00", "23:59", None),
    ("en", "The mill burned at around 11:30 p.m. local time on Tuesday.", "23:30", "23:30", None),
    ("uk", "Млин згорів близько 23:30 за місцевим часом у вівторок.", "23:30", "23:30", None),
    ("ru", "Мельница сгорела около 23:30 по местному времени во вторник.", "23:30", "23:30", None),
    ("ar", "احترق المصنع حوالي الساعة 11:30 مساء بالتوقيت المحلي يوم الثلاثاء.", "23:30", "23:30", None),
    ("en", "The mill burned at 3 a.m. Moscow time on Tuesday.", "03:00", "03:00", "Europe/Moscow"),
    ("uk", "Млин згорів о 3:00 за московським часом у вівторок.", "03:00", "03:00", "Europe/Moscow"),
    ("ru", "Мельница сгорела в 3:00 мск во вторник.", "03:00", "03:00", "Europe/Moscow"),
    ("ar", "احترق المصنع في الساعة 3:00 بتوقيت موسكو يوم الثلاثاء.", "03:00", "03:00", "Europe/Moscow"),
    ("en", "The mill burned at 3 a.m. Kyiv time on Tuesday.", "03:00", "03:00", "Europe/Kyiv"),
    ("uk", "Млин згорів о 3:00 за київським часом у вівторок.", "03:00", "03:00", "Europe/Kyiv"),
    ("ru", "Мельница сгорела в 3:00 по киевскому времени во вторник.", "03:00", "03:00", "Europe/Kyiv"),
    ("ar", "احترق المصنع في الساعة 3:00 بتوقيت كييف يوم الثلاثاء.", "03:00", "03:00", "Europe/Kyiv"),
]


@pytest.mark.parametrize(("language", "sentence", "begins", "ends", "zone"), HOURS)
def test_the_hours_meant(language: str, sentence: str, begins: str, ends: str, zone: str | None) -> None:
    (reading,) = read(sentence, published=THURSDAY, language=language)
    days = reading.range
    assert days is not None
    assert days.earliest_time is not None
    assert days.latest_time is not None
    assert (str(days.earliest), str(days.latest), reading.zone) == ("2024-05-14", "2024-05-14", zone)
    assert (f"{days.earliest_time:%H:%M}", f"{days.latest_time:%H:%M}") == (begins, ends)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "KHARKIV, Ukraine, May 13 (Agency) - It rained on Sunday."),
        ("uk", "КИЇВ, 13 травня (Агентство) - У неділю дощило."),
        ("ru", "КИЕВ, 13 мая (Агентство) — В воскресенье шёл дождь."),
        ("ru", "Киев. 13 мая. АГЕНТСТВО - В воскресенье шёл дождь."),
        ("ar", "كييف، 13 مايو (وكالة) - هطل المطر يوم الأحد."),
    ],
)
def test_datelines_anchor_and_are_days_of_writing(language: str, text: str) -> None:
    dateline, sunday = read(text, published=THURSDAY, language=language)
    assert (dateline.reporting, sunday.reporting, sunday.anchor, sunday.edtf) == (True, False, "dateline", "2024-05-12")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Updated 14:05\nA van burned on Monday."),
        ("en", "Update, 15 May, 14:05\nA van burned on Monday."),
        ("uk", "Оновлено о 14:05\nФургон згорів у понеділок."),
        ("ru", "Обновлено в 14:05\nФургон сгорел в понедельник."),
        ("ar", "آخر تحديث 14:05\nاحترقت شاحنة يوم الاثنين."),
    ],
)
def test_a_live_page_s_marks_are_no_event_s_days(language: str, text: str) -> None:
    mark, monday = read(text, published=THURSDAY, language=language)
    assert (mark.reporting, monday.reporting, monday.edtf) == (True, False, "2024-05-13")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Talks are planned for next week."),
        ("uk", "Переговори заплановані на наступний тиждень."),
        ("ru", "Переговоры запланированы на следующую неделю."),
        ("ar", "المحادثات مقررة الأسبوع المقبل."),
        ("en", "Envoys meet next Sunday."),
        ("uk", "Наступної неділі відбудуться перемовини."),
        ("ru", "В следующее воскресенье пройдут переговоры."),
        ("ar", "تعقد المحادثات الأحد المقبل."),
    ],
)
def test_next_is_no_news(language: str, sentence: str) -> None:
    (reading,) = read(sentence, published=THURSDAY, language=language)
    assert reading.range is not None
    assert reading.range.earliest > THURSDAY


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Two days ago, on 3 May, a mill burned."),
        ("uk", "Два дні тому, 3 травня, згорів млин."),
        ("ru", "Два дня назад, 3 мая, сгорела мельница."),
        ("ar", "قبل يومين، في 3 مايو، احترق المصنع."),
        ("en", "The mill was hit tomorrow."),
        ("uk", "Млин згорів завтра."),
        ("ru", "Мельница сгорела завтра."),
        ("ar", "احترق المصنع غدا."),
    ],
)
def test_what_contradicts_the_anchor_is_doubted_and_said(language: str, sentence: str) -> None:
    reading = read(sentence, published=THURSDAY, language=language)[0]
    assert reading.confidence <= 0.5
    assert reading.note


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The mill burned on Thursday."),
        ("uk", "Млин згорів у четвер."),
        ("ru", "Мельница сгорела в четверг."),
        ("ar", "احترق المصنع يوم الخميس."),
    ],
)
def test_a_weekday_of_its_own_day_is_that_day(language: str, sentence: str) -> None:
    (reading,) = read(sentence, published=THURSDAY, language=language)
    assert reading.edtf == "2024-05-16"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "13 May 2024. The mill burned yesterday."),
        ("uk", "Київ, 13 травня 2024 року. Учора згорів млин."),
        ("ru", "13 мая 2024 года. Вчера сгорела мельница."),
        ("ar", "13 مايو 2024. احترق المصنع أمس."),
    ],
)
def test_a_page_without_publication_day_anchors_on_what_it_states(language: str, text: str) -> None:
    yesterday = read(text, language=language)[-1]
    assert (yesterday.edtf, yesterday.anchor) == ("2024-05-12", "stated")
    unstated = read(text.split(".", maxsplit=1)[1], language=language)[-1]
    assert (unstated.range, unstated.anchor) == (None, "none")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Shells fell, injuring 1900."),
        ("en", "Rockets came down, and 1900 people fled."),
        ("uk", "Ціна зросла до 12.05 грн."),
        ("uk", "Рахунок став 06.05 на користь гостей."),
        ("ru", "Курс рубля 10.05 за единицу."),
    ],
)
def test_numbers_that_are_no_days(language: str, sentence: str) -> None:
    assert read(sentence, published=THURSDAY, language=language) == ()


@pytest.mark.parametrize(
    ("language", "sentence", "amount"),
    [
        ("en", "Power was out for 1500 hours.", "PT1500H"),
        ("ru", "Шторм шёл 3 дня.", "P3D"),
        ("en", "They dug for 2000 days.", "P2000D"),
    ],
)
def test_counts_of_units_are_durations(language: str, sentence: str, amount: str) -> None:
    (reading,) = read(sentence, published=THURSDAY, language=language)
    (timex,) = timex3(sentence, published=THURSDAY, language=language)
    assert (reading.kind, timex.value) == ("duration", amount)


@pytest.mark.parametrize(("language", "sentence", "earliest", "latest"), DAYS)
def test_the_days_meant(language: str, sentence: str, earliest: str, latest: str) -> None:
    days = read(sentence, published=THURSDAY, language=language)[-1].range
    assert days is not None
    assert (str(days.earliest), str(days.latest)) == (earliest, latest)


@pytest.mark.parametrize(
    ("language", "sentence", "begins", "ends"),
    [
        ("en", "The mill burned before dawn on Tuesday.", "00:00", "06:00"),
        ("uk", "Млин згорів перед світанком у вівторок.", "00:00", "06:00"),
        ("ru", "Мельница сгорела перед рассветом во вторник.", "00:00", "06:00"),
        ("ar", "احترق المصنع فجر الثلاثاء.", "03:00", "07:00"),
        ("en", "The mill burned on Tuesday evening.", "17:00", "23:59"),
        ("uk", "Млин згорів увечері у вівторок.", "17:00", "23:59"),
        ("ru", "Мельница сгорела вечером во вторник.", "17:00", "23:59"),
        ("ar", "احترق المصنع مساء الثلاثاء.", "17:00", "23:59"),
    ],
)
def test_the_part_of_the_day(language: str, sentence: str, begins: str, ends: str) -> None:
    days = read(sentence, published=THURSDAY, language=language)[-1].range
    assert days is not None
    assert str(days.earliest) == "2024-05-14"
    assert [f"{time:%H:%M}" for time in (days.earliest_time, days.latest_time) if time] == [begins, ends]


@pytest.mark.parametrize(
    ("language", "sentence", "edtf"),
    [
        ("en", "The mill burned on Eid al-Fitr.", "XXXX-XX-XX"),
        ("en", "The mill burned on Eid al-Adha 2023.", "2023"),
        ("en", "The mill burned during Ramadan.", "XXXX-XX-XX"),
        ("uk", "Млин згорів на Курбан-байрам.", "XXXX-XX-XX"),
        ("ru", "Мельница сгорела на Курбан-байрам.", "XXXX-XX-XX"),
        ("ar", "احترق المصنع أول أيام عيد الأضحى.", "XXXX-XX-XX"),
        ("ar", "احترق المصنع في رمضان.", "XXXX-XX-XX"),
    ],
)
def test_a_feast_by_the_moon_is_named_and_not_computed(language: str, sentence: str, edtf: str) -> None:
    (reading,) = read(sentence, published=THURSDAY, language=language)
    assert (reading.range, reading.edtf, reading.rule) == (None, edtf, "feast by the moon")
    assert reading.note


@pytest.mark.parametrize(
    ("sentence", "doubted"),
    [
        ("Envoys will meet in the port yesterday.", True),
        ("Envoys will meet in the port three days ago.", True),
        ("Two men were killed in the port tomorrow.", True),
        ("Envoys will meet in the port tomorrow.", False),
        ("Two men were killed in the port yesterday.", False),
    ],
)
def test_a_tense_that_contradicts_the_anchor_is_said(sentence: str, doubted: bool) -> None:
    (reading,) = read(sentence, published=THURSDAY)
    assert (reading.confidence <= 0.5, reading.note is not None) == (doubted, doubted)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Updated 14:05. The mill burned."),
        ("uk", "Оновлено 14:05. Млин згорів."),
        ("ru", "Обновлено 14:05. Мельница сгорела."),
    ],
)
def test_the_mark_of_a_page_is_no_time_of_an_event(language: str, sentence: str) -> None:
    (reading,) = read(sentence, published=THURSDAY, language=language)
    assert (reading.rule, reading.range, reading.reporting) == ("page stamp", None, True)
