"""Legal forms as they stand in names, in plain small letters; one line per form, its spellings after it.

Two names may be the same client's only if their forms are the same, or one of them states none.
"""

AFTER = {
    # English
    "ltd": "ltd|limited|co ltd|company limited|company ltd|pvt ltd|private limited|pte ltd|pty ltd",
    "llc": "llc|l l c|limited liability company",
    "inc": "inc|incorporated|corp|corporation",
    "plc": "plc|public limited company",
    "llp": "llp|limited liability partnership",
    # Spanish and Catalan
    "sl": (
        "sl|s l|slu|s l u|slp|s l p|slne|sll|sociedad limitada|sociedad limitada unipersonal"
        "|societat limitada|sociedad de responsabilidad limitada|societat de responsabilitat limitada"
    ),
    "sa": "sa|s a|sau|s a u|sociedad anónima|societat anònima|société anonyme|spółka akcyjna",
    "sccl": "sccl|s c c l|societat cooperativa catalana limitada",
    "scoop": "scoop|s coop|sociedad cooperativa|societat cooperativa",
    "cb": "cb|c b|comunidad de bienes|comunitat de béns",
    "sc": "sc|s c|scp|s c p|sociedad civil|societat civil|societat civil particular|spółka cywilna",
    # Polish
    "spzoo": "sp z o o|sp z oo|sp zoo|sp zo o|spzoo|spółka z oo|spółka z ograniczoną odpowiedzialnością",
    "spk": "sp k|spk|spółka komandytowa|sp z oo sp k|sp z o o sp k|sp zoo sp k|sp z oo spk",
    "spj": "sp j|spj|spółka jawna",
    "spp": "sp p|spółka partnerska",
    "psa": "psa|p s a|prosta spółka akcyjna",
    # Finnish
    "oy": "oy|oy ab|ab oy|osakeyhtiö",
    "oyj": "oyj|abp|oyj abp|julkinen osakeyhtiö",
    "tmi": "tmi|t mi|toiminimi",
    "ky": "ky|kommandiittiyhtiö",
    "ay": "ay|avoin yhtiö",
    "osk": "osk|osuuskunta",
    "ry": "ry|rekisteröity yhdistys",
    # Vietnamese
    "tnhh": "tnhh|tnhh mtv|tnhh một thành viên",
    "cp": "cp|cổ phần",
    "dntn": "dntn",
    # German
    "gmbh": "gmbh|mbh|gesellschaft mit beschränkter haftung",
    "gmbhcokg": "gmbh co kg|gmbh und co kg",
    "ug": "ug|ug haftungsbeschränkt",
    "ag": "ag|aktiengesellschaft",
    "kg": "kg|kommanditgesellschaft",
    "ohg": "ohg",
    "gbr": "gbr",
    "ek": "ek|e k|e kfm",
    "ev": "ev|e v",
    # French
    "sarl": "sarl|s a r l|société à responsabilité limitée",
    "sas": "sas|s a s|sasu|s a s u|société par actions simplifiée",
    "eurl": "eurl",
    "sci": "sci",
    "snc": "snc",
    # their neighbours
    "srl": "srl|s r l",
    "spa": "spa|s p a",
    "bv": "bv|b v",
    "nv": "nv|n v",
    "ab": "ab|aktiebolag",
    "as": "as|aps|a s",
    "sro": "sro|s r o",
    "kft": "kft",
}
"""Form -> spellings at the end of a name."""

BEFORE = {
    "tnhh": (
        "công ty tnhh một thành viên|công ty tnhh mtv|công ty tnhh|cty tnhh mtv|cty tnhh|tnhh mtv|tnhh"
        "|công ty trách nhiệm hữu hạn một thành viên|công ty trách nhiệm hữu hạn"
    ),
    "cp": "công ty cổ phần|công ty cp|cty cổ phần|cty cp|ctcp",
    "dntn": "doanh nghiệp tư nhân|dntn",
    "hkd": "hộ kinh doanh|hkd",
    "": "công ty|cty",
    "oy": "oy",
    "tmi": "tmi|t mi|toiminimi",
    "sarl": "sarl|société à responsabilité limitée",
    "sas": "sas|sasu",
    "eurl": "eurl",
    "sci": "sci",
}
"""Form -> spellings at the beginning of a name; "" is a form that says no more than "company"."""
