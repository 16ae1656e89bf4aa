"""Owns the phrases by which the anchors of a quality are known (section 3 of docs/scoring.md); rates nothing.

Patterns are searched in normalised words: lower case, contractions written out, no punctuation.
"""

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
