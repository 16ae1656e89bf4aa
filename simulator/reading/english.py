"""Owns what the reader knows of English: words and phrases, as data. Reads nothing.

Another language is another module like this one, the model files trained on turns in it, and its name in
`language`.
"""

from simulator.reading.model import Move

CODE = "en"
"""BCP 47."""
STEMMER = "english"
"""Its name in snowballstemmer."""

# how words are written

SHORT_FORMS = {
    "idk": "i do not know",
    "dk": "do not know",
    "dunno": "do not know",
    "idek": "i do not even know",
    "donno": "do not know",
    "wdym": "what do you mean",
    "u": "you",
    "ur": "your",
    "ya": "you",
    "y'all": "you",
    "pls": "please",
    "plz": "please",
    "plss": "please",
    "thx": "thanks",
    "ty": "thanks",
    "tnx": "thanks",
    "cuz": "because",
    "coz": "because",
    "cos": "because",
    "bc": "because",
    "b/c": "because",
    "gonna": "going to",
    "gotta": "got to",
    "wanna": "want to",
    "lemme": "let me",
    "gimme": "give me",
    "kinda": "kind of",
    "sorta": "sort of",
    "wouldve": "would have",
    "couldve": "could have",
    "cannot": "can not",
    "cant": "can not",
    "can't": "can not",
    "won't": "will not",
    "wont": "will not",
    "shan't": "shall not",
    "ain't": "is not",
    "aint": "is not",
    "innit": "is it not",
    "im": "i am",
    "ive": "i have",
    "i'm": "i am",
    "let's": "let us",
    "lets": "let us",
    "whats": "what is",
    "thats": "that is",
    "hows": "how is",
    "wheres": "where is",
    "theres": "there is",
    "heres": "here is",
    "whos": "who is",
    "youre": "you are",
    "theyre": "they are",
    "youd": "you would",
    "youve": "you have",
    "itll": "it will",
    "nvm": "never mind",
    "prob": "probably",
    "probs": "probably",
    "prolly": "probably",
    "abt": "about",
    "wat": "what",
    "wut": "what",
    "wht": "what",
    "smth": "something",
    "sth": "something",
    "ppl": "people",
    "rly": "really",
    "tho": "though",
    "thru": "through",
    "w/o": "without",
}
"""What is written for short, and the words it stands for."""

BARE_NEGATIONS = {
    "dont": "do not",
    "doesnt": "does not",
    "didnt": "did not",
    "isnt": "is not",
    "arent": "are not",
    "wasnt": "was not",
    "werent": "were not",
    "havent": "have not",
    "hasnt": "has not",
    "hadnt": "had not",
    "couldnt": "could not",
    "wouldnt": "would not",
    "shouldnt": "should not",
    "mustnt": "must not",
    "neednt": "need not",
}
"""Negations as they are typed without an apostrophe."""

CONTRACTIONS = (
    "don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't couldn't wouldn't shouldn't "
    "mustn't needn't can't won't ain't i'm i've you're you've you'd they're they've they'd we've "
    "that's there's here's what's how's where's who's it'd it'll that'll what'd y'all"
)
"""Contractions that are known without their apostrophe, being no other words then."""
SUFFIXES = (("n't", "not"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'d", "would"), ("'m", "am"))
"""What hangs on a word by an apostrophe, and the word it stands for."""

IS_AFTER = "it that this what there here how where who when why he she which everything nothing"
"""Words after which 's stands for is."""

JOINTS = "but and so because though although however while whereas which or then since if when unless"
"""Words that may begin a clause."""

IRREGULAR = (
        ("write", "wrote written"), ("send", "sent"), ("keep", "kept"), ("hold", "held"), ("lose", "lost"),
        ("find", "found"), ("build", "built"), ("make", "made"), ("run", "ran"), ("begin", "began begun"),
        ("choose", "chose chosen"), ("take", "took taken"), ("give", "gave given"), ("go", "went gone"),
        ("see", "saw seen"), ("know", "knew known"), ("grow", "grew grown"), ("throw", "threw thrown"),
        ("break", "broke broken"), ("fall", "fell fallen"), ("tell", "told"), ("say", "said"),
        ("mean", "meant"), ("meet", "met"), ("get", "got gotten"), ("pay", "paid"), ("spend", "spent"),
        ("index", "indices indexes"), ("leaf", "leaves"), ("child", "children"), ("vertex", "vertices"),
        ("matrix", "matrices"), ("die", "dying"), ("sleep", "slept"), ("wake", "woke woken"),
        ("drive", "drove driven"), ("bind", "bound"),
)  # fmt: skip
"""A word and those of its forms that no rule makes."""

SPELLINGS = (("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ises", "izes"), ("ise", "ize"))
"""British endings and the American ones they fall together with."""

OUR = ("colour", "behaviour", "favour", "neighbour")
"""Words in -our that are spelled -or as well."""


# what a turn does

FILLERS = (
    "please thanks thank sorry um umm uh uhh uhm er erm hm hmm hmmm mm oh ah ahh aha ooh oof well okay ok "
    "kay alright haha hah lol yeah yep hey hi hello sir madam basically actually literally honestly "
    "frankly really just quite very kindly dear afraid tbh ngl man mate dude bro friend gosh wow"
)
"""Words that carry no move: politeness, hesitation, emphasis."""

CLASSES = {
    "KNOW": "know knew known knowing knows knowledge idea ideas clue clues familiar heard hear hears "
    "met meet remember recall recollect understand understood understanding sure certain "
    "confident aware studied learned learnt touched seen come crossed encountered recognise "
    "recognize ring rings bell konw knwo kno",
    "NOT": "not no never none nothing neither nor without hardly barely nobody zero nil",
    "ME": "i me my mine myself",
    "YOU": "you your yours yourself",
    "EXPLAIN": "explain explains explained explaining explanation walk describe elaborate tell show "
    "teach clarify unpack illustrate talk run break spell enlighten answer explian expain",
    "WRITE": "write writing wrote written jot jotting jotted note noting noted notes scribble "
    "scribbling scribbled bookmark bookmarking bookmarked save saving saved add adding added "
    "log logging put putting pin pinned pinning record recording recorded type typing list "
    "listing capture capturing underline underlined star starred",
    "PLACE": "notebook notepad list notes obsidian notion anki card flashcard todo to-do page margin "
    "paper backlog diary journal phone file doc postit sticky logseq roam org",
    "STUDY": "read reading study studying learn learning look looking dig digging research researching "
    "revise revising practise practice practising practicing google googling build building "
    "try trying experiment catch brush work",
    "LATER": "tonight tomorrow later weekend evening afterwards after home week month saturday sunday "
    "monday friday holiday train flight bus sleep bed soon afternoon next",
    "SOURCE": "book books docs doc documentation link links course courses tutorial tutorials article "
    "articles paper papers video videos resource resources blog blogs reading material "
    "materials project projects exercise exercises chapter guide textbook reference "
    "references website site recommend recommendation recommendations suggest primer",
    "GUESS": "guess guessing guessed guesses bet betting gamble speculate speculating speculation dice "
    "stab hunch wild shot maybe perhaps reason reasoning suppose assume assuming imagine "
    "intuition instinct coin invent inventing making tentatively wager",
    "THINK": "think believe probably reckon seem seems likely presumably thought",
    "ASK": "what how why when where which who whose",
    "AUX": "is are was were do does did can could would will should may might has have had am shall",
    "REPEAT": "repeat again rephrase mean meaning meant pardon question scope assume assumption asking "
    "referring looking talking specifically",
    "BECAUSE": "because since therefore hence thus so",
}
"""Words that do the same work in a turn."""

POLITE_FIRST = (
    r"\W*(?:(?:well|u+m+|u+h+|e+r+m*|h+m+|thanks|thank you|many thanks|cheers)"
    r"(?: (?:so|very) much| a lot)?(?: for (?:asking|that|the question|this))?[\s,.!…-]+)+(?=\w)"
)
"""Courtesy and hesitation before what a turn says; they say nothing themselves."""
POLITE_LAST = (
    r"(?:(?<=[.!?…;)])\s+|\n\s*|\s+(?-i:(?=Thank)))"
    r"(?:(?:many thanks|thanks|thank you|thx|cheers|please|you know)"
    r"(?: (?:so|very) much| a lot| again| in advance)?[\s,.!…]*)+$"
)
"""The same after it."""
PHRASES = {
    Move.ADMIT: r"^(i )?(do not|did not|never|have not|have never|can not) (really |even )?"
    r"(know|heard|hear|used|use|remember|recall|seen|understand)\b|^(i have )?(absolutely |"
    r"honestly )?(no|zero) "
    r"(idea|clue)\b|\bi (really )?do not know\b|^(i am )?not (sure|familiar)\b|^pass$",
    Move.NOTE: r"\b(i am |let me )?(writing|write|jotting|jot|noting|note) (that|this|it) ?(one )?(down)?$",
    Move.INTEND: r"\bi (will|am going to) (read|look|study|learn)\b",
    Move.ASK_EXPLAIN: r"^(can|could|would|will) you (please )?(explain|walk|tell|show)\b|"
    r"^(please )?explain\b|"
    r"\bhow does it (really )?work\b|^explain please$",
    Move.ASK_RESOURCE: r"\b(any|a|which|what) (good |other )?(book|books|resource|resources|docs|link|"
    r"links|paper|course)\b",
    Move.GUESS: r"\b(my|a wild|just a) guess\b|\bi (would|will|could only) guess\b|\bif i had to guess\b",
}
"""Plain phrases for moves, searched in the words of a clause."""

YES = (
    r"^\W*(?:oh|ah|well|hm+|um+|uh)?\W*"
    r"(?:yes|yeah|yep|yup|ya|sure|right|exactly|correct|indeed|of course|certainly|absolutely|totally|true|"
    r"i did|i do(?! know)|i meant|i was|that's (?:it|what|right)|that is (?:it|what|right)|it is|mhm)\b"
)
"""How a reply begins that says yes to “did you mean it?”."""

NO = (
    r"^\W*(?:oh|ah|well|hm+|um+|uh|err?)?\W*"
    r"(?:no|nope|nah|naw|not at all|not really|(?:of course|certainly|definitely) not|i (?:do |did )?know|"
    r"that(?:'s| is| was) my answer|i meant it)\b"
    r"(?!\W+(?:idea|clue|i (?:do not|don.?t|did not|didn.?t|have|haven.?t|never|can.?t|am not|would not)))"
)
"""How one begins that says no; “no, I don't” says yes to “you don't know it?”."""

TAKEN_BACK = r"\b(?:yes and no|not (?:really|exactly|quite|sure)|but no)\b"
"""What makes a yes no yes."""


# what is asserted

ASKING = (
    "what how why is are do does did can could would will should may any explain tell show please sorry "
    "walk teach give"
)
"""Words that begin a question or a request."""

GOES_ON = "or nor how why whether what which who when where if and that exactly"
"""Words by which a clause goes on with the one before it."""

EXPERIENCE = (
    "used using use worked work working years year team project production company job experience lot "
    "know knew sure yes heard read seen familiar good great definitely absolutely many times often "
    "daily every day question interesting thing stuff course university school time long answer tell "
    "idea pass"
)
"""Talk about oneself: it says nothing about the subject."""


# made-up terms

DOUBT = (
    r"\b(?:does|do|did|is|are|was) (?:that|this|it|such (?:a )?thing|those|there) (?:even |really |"
    r"actually )*"
    r"(?:exist|real|a real|an actual|a thing|a made|made up|such a thing)"
    r"|\b(?:do|does) not (?:really |actually |even )*(?:exist|sound real|seem real)"
    r"|\b(?:do|am|can) not (?:really )?(?:think|believe|convinced|sure|certain|say)(?: that| if| whether)?"
    r"(?: \w+){0,5} (?:exists?|is (?:a )?(?:real|thing)|are real|is something|is a term)"
    r"|\b(?:you|did you|have you|are you|is it|is that|is this|it is|that is|sounds?|seems?|looks?|"
    r"somebody|someone) "
    r"(?:\w+ ){0,4}?(?:made up|make up|making (?:that |this |it )?(?:\w+ )?up|invent(?:ed|ing)?|fake|"
    r"fictional|fictitious|"
    r"imaginary|pulling my leg|bogus|nonsense|trick question|trick|coined)"
    r"|\bmake (?:that|this|it) up\b|\bmade (?:that|this|it) up\b|\bmade up\b|\btrick question\b|"
    r"\bpulling my leg\b"
    r"|\bno such (?:a )?(?:thing|term|concept|technique|algorithm|feature)|\bthere is not (?:any |"
    r"a )?(?:such|thing)"
    r"|\bnot (?:a |an )?(?:real|actual|existing|established|genuine) (?:thing|term|concept|name|technique)"
    r"|\bis (?:that|this|it) (?:\w+ )?(?:a )?(?:real|actual|genuine|legit)\b|\bis not (?:a )?(?:real|thing)\b"
    r"|\bnot (?:a )?thing\b|\bif (?:it|that|this|such a thing) (?:even |really |actually )*exists?"
    r"|\bdoubt (?:\w+ ){0,5}(?:exists?|real|a thing|existence)|\bexist at all\b|\bnever existed\b"
    r"|\bwhether (?:it|that|this) (?:even |really )?exists?"
)
"""Doubt that a thing exists."""

LIKE = (
    r"\b(?:like|similar|related|resembles?|reminds?|closest|nearest|kind of|sort of|sounds like|mean|"
    r"meant|variant|"
    r"confus\w+|mixing|mix|as in|akin|cousin|same as|another name|other name|different from|instead|"
    r"rather|only know|"
    r"i know|heard of|aware of|familiar with|used)\b"
)
"""Naming a neighbour of a thing."""


# qualities: section 3 of docs/scoring.md; searched in normalised words

PART = (
    r"\b(?:which|what|the|this|that) (?:\w+ ){0,2}(?:part|bit|piece|step|half|point)\b|\b(?:part|bit|"
    r"step) (?:about|where|with|on)\b"
    r"|\b(?:lost|lose) me at\b|\bunclear (?:is|to me)\b|\bespecially\b|\bspecifically\b|\bexactly (?:how|"
    r"why|what|when)\b"
)

HOW_WHY = r"\b(?:how|why|when|where|what happens|what makes|what stops|which|who|whether)\b"

TIES = (
    r"\bi (?:do )?(?:know|have used|used|use|understand|get|have worked with|have seen|come from|can do) "
    r"(?!(?:nothing|not|no|it|that|this|what|how|why)\b)\w+|\bcoming from\b|\bcompared (?:to|with)\b"
    r"|\b(?:is|does|do|would|are) (?:it|that|this|they) (?:\w+ )?(?:like|similar to|the same as|replace|"
    r"related to|differ)"
    r"|\bhow (?:is|does) (?:it|that|this) (?:differ\w*|relate|compare)|\b(?:instead of|rather than|"
    r"versus|vs|unlike)\b"
    r"|\b(?:when|where|what) (?:would|should|could|do|can) (?:i|we|you|one) (?:\w+ )?(?:use|need|pick|"
    r"want|reach)"
    r"|\b(?:in|for|at|with) (?:my|our) \w+|\bsay i (?:have|had|want)\b|\bif i (?:have|had|want|wanted|am|"
    r"build)\b|\buse case"
    r"|\bin practice\b|\bto (?:build|debug|fix|design|tune|speed)\b"
)

LEVEL = (
    r"\b(?:beginner|beginners|newbie|intro|introduction|introductory|gentle|primer|basics|zero|scratch|"
    r"advanced|deep|deeper|"
    r"hands on|practical|exercises?|small|tiny|little|weekend|short|quick|visual|free|for (?:someone|"
    r"somebody|people|a)|coming from|"
    r"suited|my level|junior|dummies|step by step|to build|build|project|practi[cs]e|toy|original|"
    r"official|in (?:python|java|go|rust|c)|"
    r"to get (?:better|good|started)|so (?:that )?i can|to understand (?:how|why)|focus\w*|covers?|"
    r"before (?:an |my )?interview)\b"
)

COMMITS = (
    r"\bi (?:will|am going to|am gonna|would|plan to|shall|want to) (?:\w+ ){0,3}(?:read|start|build|try|"
    r"begin|work|do|go|write|implement|watch|take|buy|order)"
    r"|\bi am (?:starting|building|reading|ordering|buying|taking|doing)\b|\bmy (?:plan|first step)\b"
)

STEP = (
    r"\b(?:start\w*|first|begin\w*|chapter|tonight|tomorrow|today|this (?:week|weekend|evening)|"
    r"on (?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"by (?:building|writing|implementing|reading)|then|next week|saturday|sunday|monday|friday|weekend)\b"
)

UNCLEAR = (
    r"\b(?:how|why|when|whether|which|what|where|unclear|unsure|question mark|confus\w+|not (?:sure|"
    r"clear)|do not (?:get|understand|know)|"
    r"still open|look into|part|difference|especially)\b"
)

ADDS = (
    r"\b(?:for example|for instance|like when|say |e g|such as|as in|imagine|unlike|whereas|in contrast|"
    r"as opposed|but not|only (?:if|when|works)|"
    r"except|unless|would not|breaks? (?:down )?(?:if|when)|the (?:catch|limit|downside|price|trade off)|"
    r"so if|analog\w+|just like|similar to)\b"
)

CHECKS = r"\b(?:right|correct|is that|did i|do i|have i|am i|does that|would that|yes|no)\b"

DEEP = (
    r"\b(?:why|what if|what happens|what about|when (?:would|should|do|does|is|not)|suppose|if|how come|"
    r"unless|where does|"
    r"what stops|what prevents|fail\w*|break\w*|lost|worst|edge case|downside|trade off|cost)\b"
)

CONSEQUENCE = (
    r"\b(?:so|then|that|which|this|does that|would that|doesn t that) (?:\w+ ){0,3}(?:mean|means|implies|"
    r"imply|follows|follow)\b"
    r"|^(?:\w+ ){0,2}so (?:if|when|a|an|the|every|each|that|in|with|two|one|it|we|i|you|any|all|no)\b"
    r"|\b(?:so|then) (?:\w+ ){2,}(?:right|no|yes|correct|is that|or)\b|\bif so\b|\bin that case\b|"
    r"\bthus\b|\btherefore\b|\bhence\b"
)

GENERIC = (
    "explain explanation please more tell detail details bit step steps zero scratch beginning start "
    "basics basic slowly simple simply answer question idea whole topic concept term part parts "
    "understand work works know elaborate walk teach show describe clarify help example learn hear love "
    "like could would can thing mean real correct right solution actual sort sense interested curious "
    "me again else anything"
)
"""What every request for an explanation may say."""
BARE_DEEP = r"\bwhy\b|\bwhat if\b"
"""Deep by itself, without any word of the subject."""
SEEKING = "recommend suggest good learn read study decent worth look use start point go"
"""What every request for something to learn from may say."""
NOTING = "moment second sec minute hold hang wait term topic thing name word quick line top"
"""What every note may say."""
