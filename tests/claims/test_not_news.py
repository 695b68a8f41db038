"""What is not news: everyday sentences of our own that tell no attack that has just happened, and near-misses that do.

Each table holds sentences that must give no main sighting, then those of the same words that must give one.
"""

from __future__ import annotations

import pytest

import istor

NEGATED = (
    [
        "The army did not shell Nikopol on Monday, the mayor said.",
        "There was no attack on Kharkiv overnight, the governor said.",
        "No drones hit Odesa on Tuesday.",
        "The night passed in Sumy without shelling.",
        "Nobody fired at the convoy near Kupiansk, the mission said.",
        "Reports of a missile strike on Lviv are false, the mayor said.",
        "The report of a drone attack on Lviv is not true, the mayor said.",
        "Kherson was never bombed, the general said.",
        "Rumours of an explosion in Dnipro were not true, police said.",
        "The gunmen failed to reach the school in Izium and left without firing a shot.",
        "Neither drones nor missiles hit Poltava last night.",
        "It was thunder, not an explosion, that residents of Odesa heard, rescuers said.",
    ],
    [
        "The army did not say who shelled Nikopol on Monday, killing two people.",
        "No one was hurt when drones hit a depot in Odesa on Tuesday.",
        "There were no casualties after a missile struck a school in Kharkiv on Monday.",
        "Not only houses were hit: shells killed two people in Nikopol on Monday.",
        "Russia did not immediately comment on the strike that killed two people in Kharkiv on Monday.",
        "Guards could not stop a gunman who shot two people dead in Kharkiv on Monday.",
    ],
)
PLANNED = (
    [
        "The army plans to attack Kupiansk, the general said.",
        "The general vowed to strike Odesa.",
        "The militia threatened to shell Nikopol.",
        "Russia will strike Kharkiv again, the president warned.",
        "Residents fear an attack on Kherson.",
        "The group was preparing to bomb a market in Baghdad, police said.",
        "Police foiled a plot to bomb a market in Baghdad.",
        "The minister ordered the army to strike targets in Idlib.",
        "An attack on Kupiansk is imminent, the ministry said.",
        "The governor warned of missile strikes on Odesa in the coming days.",
        "The army is getting ready to storm Bakhmut.",
        "The alliance is considering air strikes on Aleppo.",
    ],
    [
        "Dozens feared dead after a missile hit a market in Kharkiv on Monday.",
        "As it had threatened, the militia shelled Nikopol on Monday, killing two people.",
        "A planned visit to Kharkiv was called off after a missile hit the station in Kharkiv on Monday.",
        "The general vowed revenge after a missile killed two people in Kharkiv on Monday.",
        "Two people were killed in Kharkiv on Monday as they were preparing to leave, when a shell hit their car.",
        "Shells hit a school in Nikopol on Monday; the death toll is expected to rise.",
    ],
)
HYPOTHETICAL = (
    [
        "If missiles hit Odesa, the port will close.",
        "An attack on Kharkiv would be a mistake, the envoy said.",
        "Drones could strike Lviv, the ministry said.",
        "The plant might be shelled, inspectors said.",
        "In the event of an attack on Odesa, residents should go to the shelters.",
        "The city must be protected from missile strikes, the mayor of Kharkiv said.",
        "The new shelters can withstand a missile strike, the mayor of Kharkiv said.",
        "He called for an end to attacks on Idlib.",
        "Unless it withdraws, the army may bomb Aleppo.",
        "The weapon is capable of striking Moscow.",
        "A possible attack on Kherson was discussed at the meeting.",
        "Had the missile hit Odesa, thousands would have died.",
    ],
    [
        "A missile could be seen from afar and hit a school in Kharkiv on Monday.",
        "Two people may have been killed when a shell hit a house in Nikopol on Monday.",
        "If it was a drone, it flew low: it hit a house in Sumy on Monday and killed two people.",
        "The strike on Kharkiv on Monday, which killed two people, would have been worse at night, the mayor said.",
        "Residents say they can see the crater that a missile left in Kharkiv on Monday when it killed two people.",
        "A possible war crime is being looked into after shells killed two people in Nikopol on Monday.",
    ],
)
PAST = (
    [
        "In 2014 shells killed thirty people in Mariupol.",
        "The theatre in Mariupol was bombed three years ago.",
        "Residents of Dnipro marked the anniversary of the missile strike that killed 46 people.",
        "A memorial to those killed in the shelling of Mariupol was unveiled.",
        "Two years ago today a missile killed 58 people at the station in Kramatorsk.",
        "The town was bombed during the Second World War.",
        "He survived the bombing of Aleppo in 2016.",
        "The museum shows photos of the shelling of Sarajevo in 1994.",
        "The city has often been shelled.",
        "Historians say that 200 people were killed in the air raid on Kassel in 1943.",
        "A minute of silence was held in Kramatorsk for the 61 people killed in the strike on the station in 2022.",
        "The book tells of the massacre in Srebrenica in 1995, in which 8,000 men were killed.",
    ],
    [
        "For the first time since 2022 a missile hit Lviv on Monday, killing two people.",
        "On the anniversary of the invasion, a missile hit a market in Kharkiv on Monday and killed two people.",
        "A missile hit a school in Kharkiv on Monday that had been rebuilt two years ago, killing two people.",
        "A man born in 1950 was killed when a shell hit his house in Nikopol on Monday.",
        "Shells hit the war memorial in Nikopol on Monday, killing two people.",
        "The museum in Kharkiv was hit by a missile on Monday; two people were killed.",
    ],
)
TRAINING = (
    [
        "Soldiers simulated an attack on a bridge near Lviv in an exercise.",
        "In the drill, rescuers treated victims of a missile strike on Odesa.",
        "The navy fired missiles at targets in the Black Sea during manoeuvres.",
        "Rescuers in Kharkiv trained for the aftermath of a missile strike.",
        "The exercise in Poland rehearsed a drone attack on an airfield.",
        "Pilots practised bombing at the range near Zaragoza.",
        "The army carried out a test launch of a missile at the range near Astrakhan.",
        "School pupils in Lviv took part in a mock evacuation after a simulated missile strike.",
        "Cadets stormed a building in Haifa in a training exercise.",
        "Gunners fired 200 shells during a live-fire drill near Lviv.",
        "The rehearsal of an air raid in Taipei lasted an hour.",
        "Volunteers in Kharkiv practised how to stop bleeding after an explosion.",
    ],
    [
        "A missile hit a training ground near Poltava on Monday, killing two soldiers.",
        "Shells killed two cadets at a training camp near Aleppo on Monday.",
        "Two people were killed on Monday when a missile hit a drill hall in Kharkiv.",
        "A drone hit an exercise yard at the prison in Olenivka on Monday, killing two people.",
        "Trained dogs found two people killed by a missile that hit a house in Kharkiv on Monday.",
        "A shell hit a test laboratory in Kharkiv on Monday, killing two people.",
    ],
)
LEGAL = (
    [
        "A court in Paris sentenced a man to life in prison for the attack on a market in 2015.",
        "Three men went on trial in Berlin over the bombing of a club.",
        "Prosecutors in Kyiv charged a general with ordering the shelling of Mariupol.",
        "He pleaded guilty to the shooting in Buffalo.",
        "The tribunal in The Hague heard evidence about the massacre in Srebrenica.",
        "A jury in Boston convicted him of the bombing.",
        "The appeal over the 1988 bombing was heard in Edinburgh.",
        "The inquest into the deaths of 22 people in the Manchester bombing opened.",
        "A soldier was sentenced in Kyiv to ten years for killing two civilians in Bucha in 2022.",
        "The suspect in the Nice attack was extradited to France.",
        "An arrest warrant was issued in The Hague over strikes on power plants in Ukraine.",
        "The defendant told the court in Munich that he had fired the shots.",
    ],
    [
        "A missile hit a court in Kharkiv on Monday, killing two people.",
        "Prosecutors opened a case after shells killed two people in Nikopol on Monday.",
        "A gunman killed a judge in Kabul on Monday.",
        "Prosecutors said a missile hit a house in Kharkiv on Monday, killing two people.",
        "A man was charged after he shot two people dead in Texas on Monday.",
        "A bomb killed two people outside a prison in Quetta on Monday as a trial was held inside.",
    ],
)
FIGURATIVE = (
    [
        "The senator attacked the bill in Washington.",
        "The striker fired the ball into the net and Kharkiv won.",
        "The minister came under fire in Kyiv over the budget.",
        "Workers in Paris went on strike over pay.",
        "The film was a bomb in London cinemas.",
        "Barcelona hit Madrid with three goals.",
        "The news was a bombshell in Kyiv.",
        "Shares in Frankfurt took a hit on Monday.",
        "A heart attack killed the actor in Kyiv on Monday.",
        "Sanctions hit Moscow hard.",
        "The mayor of Odesa was bombarded with questions.",
        "Teachers in Chicago called off a strike.",
        "The coach blasted his team after the match in Leeds.",
        "A wave of heat killed ten people in Rome.",
    ],
    [
        "A missile hit a football ground in Kharkiv during a match on Monday, killing two people.",
        "Workers at a plant in Kryvyi Rih were killed on Monday when a missile hit it.",
        "A goalkeeper was killed in Nikopol on Monday when a shell hit his house.",
        "A drone hit a bank in Kherson on Monday, killing two people.",
        "A missile hit a cinema in Kharkiv on Monday, killing two people.",
        "Gunmen attacked a bus with striking workers in Quetta on Monday, killing two people.",
    ],
)
ALERTS = (
    [
        "Air raid sirens sounded in Kyiv on Monday.",
        "An air alert was declared in Odesa over the threat of drones.",
        "Residents of Kharkiv went to shelters as sirens sounded.",
        "The air raid alert in Lviv lasted two hours.",
        "The air force warned of missiles heading for Poltava.",
        "Drones were seen over Sumy, the air force said.",
        "Trains were late in Kyiv because of an air alert.",
        "The all-clear was given in Dnipro at dawn.",
        "The governor of Sumy urged people to stay in shelters: there is a threat of a missile strike.",
        "Sirens in Tel Aviv were set off by mistake.",
        "Schools in Kharkiv were closed because of the danger of attacks.",
        "The airport of Vilnius was closed after balloons were seen.",
    ],
    [
        "Sirens sounded in Kyiv on Monday before a missile hit a house and killed two people.",
        "During an air alert on Monday, a drone hit a hospital in Odesa.",
        "Two people were killed in Kharkiv on Monday when a missile hit their house minutes after the all-clear.",
        "Explosions were heard in Odesa on Monday after sirens; a drone hit a depot.",
        "A missile hit a shelter in Kharkiv on Monday, killing two people.",
        "A drone that had set off an alert in Sumy on Monday hit a school.",
    ],
)
TABLES = {
    "negated": NEGATED,
    "planned": PLANNED,
    "hypothetical": HYPOTHETICAL,
    "past": PAST,
    "training": TRAINING,
    "legal": LEGAL,
    "figurative": FIGURATIVE,
    "alerts": ALERTS,
}


def is_news(text: str) -> bool:
    return any(
        sighting.role == "main" for sighting in istor.read(text, published="2025-03-05", language="en").sightings
    )


@pytest.mark.parametrize("text", [text for table in TABLES.values() for text in table[0]])
def test_no_news(text: str) -> None:
    assert not is_news(text)


@pytest.mark.parametrize("text", [text for table in TABLES.values() for text in table[1]])
def test_news_all_the_same(text: str) -> None:
    assert is_news(text)


def test_each_table_has_enough_rows() -> None:
    assert all(len(no) >= 12 and len(yes) >= 6 for no, yes in TABLES.values())
