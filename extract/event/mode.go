package event

import (
	"strings"

	"storywatch/extract/text"
)

// mode is how real a verb makes what it says.
type mode uint8

const (
	done     mode = iota // it happened
	planned              // somebody will, plans to, has announced that it will
	threat               // threatens to, is ready to
	consider             // considers, weighs
	seek                 // asks for, wants
	refuse               // declined to
	attempt              // tried to, in order to
	urged                // somebody else wants it
	forecast             // is expected, likely
	ordered              // told somebody to
	modal                // could, would, may
	denied               // denies that
	negated              // did not
	habit                // present tense that says what is usual
	neutral              // says nothing of its own: "agreed to", "began to"
)

var modeNames = map[string]mode{
	"done": done, "planned": planned, "threat": threat, "consider": consider, "seek": seek,
	"refuse": refuse, "attempt": attempt, "urged": urged, "forecast": forecast, "ordered": ordered, "modal": modal, "habit": habit, "denied": denied, "negated": negated, "neutral": neutral,
}

// ignored says in Claim.Ignored's words why a mode without a status is no development.
var ignored = map[mode]string{
	planned: "forecast", threat: "forecast", consider: "forecast", seek: "not done", refuse: "negated",
	attempt: "not done", urged: "urged", forecast: "forecast", modal: "conditional", denied: "denied", negated: "negated", habit: "habitual", neutral: "not done",
}

// group is a verb with what stands before it: auxiliaries, adverbs, and the verbs that govern it.
type group struct {
	start, verb int // tokens; start is the leftmost auxiliary or governor
	subject     int // the token in front of which the subject stands
	form        form
	mode        mode
	passive     bool
	negative    bool
	past        bool // past perfect: told as background
	bare        bool // past or participle without auxiliary: which one, the frame decides
	gerund      bool
	governor    int // token of the governor, -1 when there is none
	hearsay     bool
	perfect     bool
}

// maxGovernors bounds how many verbs may govern one another: "said it had decided to threaten to sue".
const maxGovernors = 4

// controlReach is how far before "to" the verb may stand that governs it: "urged the Ministry of Transport to".
const controlReach = 9

// group reads the verb at token i, which has form f, and what stands left of it.
func (v *view) group(i int, f form) group { return v.groupAt(i, f, 0) }

func (v *view) groupAt(i int, f form, depth int) group {
	g := group{start: i, verb: i, subject: i, form: f, governor: -1}
	j := v.skipAdverbs(i-1, &g)
	if f&formPart != 0 && v.contractedHas(j, i) {
		g.start, g.subject, g.perfect = j, j+1, true
		return g
	}
	if f&formPart != 0 && beForms[v.at(j)] {
		g.passive = true
		return v.auxiliaries(j, g, depth)
	}
	if f&formIng != 0 {
		if beForms[v.at(j)] {
			return v.auxiliaries(j, g, depth)
		}
		return v.gerund(j, g, depth)
	}
	if f&formPart != 0 && haveForms[v.at(j)] {
		return v.auxiliaries(j, g, depth)
	}
	if f&(formPast|formPart) != 0 && (f&formBase == 0 || !v.takesBase(j)) {
		g.bare = true
		g.start = j + 1
		g.subject = j + 1
		return g
	}
	if f&formS != 0 {
		g.start, g.subject = j+1, j+1
		if !v.heading && !(v.index == 0 && v.endsName(j)) {
			g.mode = habit
		}
		return g
	}
	return v.base(j, g, depth)
}

// contractedHas reports whether the token at j is a pronoun with "has" before the participle at i: "she's resigned".
// Behind "by" stands who did it to her; then it is "is".
func (v *view) contractedHas(j, i int) bool {
	w, ok := strings.CutSuffix(v.at(j), "'s")
	return ok && pronouns[w] && v.at(i+1) != "by"
}

// endsName reports whether token j is the last of a name. A first sentence in the present tense behind a name is a
// headline or a summary: "Norvane names a new chairman."
func (v *view) endsName(j int) bool {
	for _, n := range v.names {
		if n.to == j+1 {
			return true
		}
	}
	return false
}

// takesBase reports whether the word at j wants a base form behind it, for verbs like "cut" whose past looks the same.
func (v *view) takesBase(j int) bool {
	w := v.at(j)
	_, isModal := modals[expand(w)]
	return w == "to" || isModal || doForms[expand(w)]
}

// base reads a verb in its base form: behind "to", a modal, "did", or in the plural of the present tense.
func (v *view) base(j int, g group, depth int) group {
	w := expand(v.at(j))
	if strings.HasSuffix(v.at(j), "n't") || w == "cannot" {
		g.negative = true
	}
	if w == "to" {
		return v.infinitive(j, g, depth)
	}
	if m, ok := modals[w]; ok {
		return v.modal(j, m, g)
	}
	if doForms[w] {
		k := v.skipAdverbs(j-1, &g)
		g.start, g.subject = j, k+1
		return g
	}
	g.start, g.subject = j+1, j+1
	if w == "and" || w == "or" { // "plans to cut ties and sue": as the verb before
		for k := j - 1; k >= 0 && k > j-controlReach && !v.breaks(k); k-- {
			if _, isModal := modals[expand(v.word[k])]; isModal || v.word[k] == "to" {
				shared := v.base(k, g, depth)
				shared.subject = k + 1
				return shared
			}
		}
		g.mode = habit
		return g
	}
	if !v.heading && !pronouns[w] {
		g.mode = habit
	}
	return g
}

// auxiliaries reads be and have, from the one at j to the left.
func (v *view) auxiliaries(j int, g group, depth int) group {
	ongoing := false
	for {
		w := v.at(j)
		x := expand(w)
		if strings.HasSuffix(w, "n't") {
			g.negative = true
		}
		g.start, g.subject = j, j
		k := v.skipAdverbs(j-1, &g)
		switch {
		case x == "had":
			g.past = true
			g.subject = k + 1
			return g
		case x == "have" || x == "has":
			g.perfect = true
			if m, ok := modals[expand(v.at(k))]; ok {
				return v.modal(k, m, g)
			}
			if v.at(k) == "to" {
				return v.infinitive(k, g, depth)
			}
			g.subject = k + 1
			return g
		case x == "be" || x == "get":
			if v.at(k) == "to" {
				return v.infinitive(k, g, depth)
			}
			if m, ok := modals[expand(v.at(k))]; ok {
				if strings.HasSuffix(v.at(k), "n't") {
					g.negative = true
				}
				return v.modal(k, m, g)
			}
			return g
		case x == "been" || x == "being":
			if haveForms[v.at(k)] || beForms[v.at(k)] {
				ongoing = x == "being"
				j = k
				continue
			}
			if x == "being" {
				return v.gerund(k, g, depth)
			}
			return g
		default:
			g.subject = k + 1
			if g.passive && (x == "is" || x == "are" || x == "am") && !v.heading && !ongoing {
				g.mode = habit
			}
			return g
		}
	}
}

func (v *view) modal(j int, m mode, g group) group {
	if strings.HasSuffix(v.at(j), "n't") {
		g.negative = true
	}
	k := v.skipAdverbs(j-1, &g)
	g.start, g.subject, g.mode = j, k+1, m
	if m == modal && expand(v.at(j)) == "would" && v.reported(j) {
		g.mode = planned
	}
	return g
}

// skipAdverbs steps left over adverbs, notes a negation, and returns the first token that is none.
func (v *view) skipAdverbs(j int, g *group) int {
	for j >= 0 {
		w := v.word[j]
		switch {
		case w == "not" || w == "never" || w == "yet" && v.at(j+1) == "to":
			g.negative = true
		case v.r.lists.hearsay[w]:
			g.hearsay = true
		case w == "on" && dayWords[v.at(j+1)]:
		case v.r.lists.adverbs[w] || len(w) > 4 && strings.HasSuffix(w, "ly") && !notAdverbs[w]:
		case v.tokens[j].Kind == text.Mark && j > 0 && len(v.quotes) == 0:
			return j
		default:
			return j
		}
		j--
	}
	return j
}

var notAdverbs = set([]string{"july", "family", "italy", "reply", "supply", "assembly", "ally", "apply", "rally", "anomaly", "monopoly"})

// skipTime steps left over "on Wednesday", "on May 20".
func (v *view) skipTime(j int) int {
	k := j
	for k > 0 && k > j-4 && (dayWords[v.word[k]] || months[v.word[k]] || v.number(k)) {
		k--
	}
	if k < j && (v.word[k] == "on" || v.word[k] == "in" || v.word[k] == "late" || v.word[k] == "early") {
		return k - 1
	}
	if k < j && k >= 0 && v.r.govern[v.word[k]].form != 0 {
		return k
	}
	return j
}

// reported reports whether the "would" at j is the past of "will" in reported speech: "said it would appeal".
func (v *view) reported(j int) bool {
	for n := j - 1; n >= 0 && n > j-14; n-- {
		w := v.word[n]
		if v.r.lists.say[w] != 0 {
			return true
		}
		if w == "that" && n < j-1 {
			continue
		}
		if w == "which" || w == "that" && n == j-1 || w == "who" || w == "if" || w == ";" {
			return false
		}
	}
	// "It would appeal, the ministry said."
	if n := len(v.word); n > 2 && !v.r.lists.relatives[v.at(j-1)] {
		for k := n - 1; k > j && k > n-8; k-- {
			if v.r.lists.say[v.word[k]]&formPast != 0 {
				return true
			}
			if v.word[k] == "," {
				return k+1 < n && v.tail(k+1)
			}
		}
	}
	return false
}

// tail reports whether the sentence ends from token i on with "X said" or "said X".
func (v *view) tail(i int) bool {
	for ; i < len(v.word); i++ {
		if v.r.lists.say[v.word[i]]&formPast != 0 {
			return true
		}
	}
	return false
}

// expand gives a contraction's auxiliary: "won't" → will, "she'll" → will, "they've" → have, "isn't" → is.
func expand(w string) string {
	switch w {
	case "won't":
		return "will"
	case "can't":
		return "can"
	case "shan't":
		return "shall"
	}
	if s, ok := strings.CutSuffix(w, "n't"); ok {
		return s
	}
	if i := strings.IndexByte(w, '\''); i > 0 && pronouns[w[:i]] {
		switch w[i+1:] {
		case "ll":
			return "will"
		case "ve":
			return "have"
		case "d":
			return "would"
		case "re":
			return "are"
		case "s":
			return "is"
		case "m":
			return "am"
		}
	}
	return w
}

var (
	months    = set(strings.Fields("january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"))
	beForms   = set(strings.Fields("be am is are was were been being isn't aren't wasn't weren't get gets got getting he's she's it's they're we're i'm you're"))
	haveForms = set(strings.Fields("have has had haven't hasn't hadn't having i've we've they've you've"))
	doForms   = set(strings.Fields("do does did"))
	modals    = map[string]mode{
		"will": planned, "shall": planned, "would": modal, "could": modal, "might": modal, "may": modal,
		"can": modal, "cannot": modal, "should": modal, "must": modal,
	}
)
