package when

import (
	"strings"

	"storywatch/extract/text"
)

// How many words the governing verb may stand from its date, to the left and to the right. Tuned on news sentences:
// beyond these it is mostly another clause's verb.
const reachLeft, reachRight = 24, 14

// direction says whether what happens at the date words [first, last) lies behind (past) or ahead of the publication;
// noTense when nothing says so. Prepositions decide first, then the nearest verb before, then the nearest behind.
func (f *finder) direction(first, last int) tense {
	first = f.beforeClock(first)
	before := f.key(first - 1)
	switch before {
	case "by", "until", "till":
		if f.perfect(last) || before == "by" && f.grew(first-2) {
			return past
		}
		return ahead
	case "to", "for":
		if f.moved(first - 2) {
			return ahead
		}
	case "since":
		return past
	case "coming", "next", "starting", "beginning", "effective":
		return ahead
	case "of", "than", "as":
		switch strings.ToLower(f.text(first - 2)) {
		case "ahead", "later", "early", "soon": // ahead of, no later than, as early as, as soon as
			return ahead
		}
	}
	if f.verbBehind(first, last) {
		return past
	}
	if t := f.tenseLeft(first - 1); t != noTense {
		return t
	}
	return f.tenseRight(last)
}

// besideDate is how many words before a date its own verb stands at the nearest when another follows right behind.
const besideDate = 5

// verbBehind reports whether a past form follows right behind the date and none stands near before it: "the House on
// Thursday failed to agree".
func (f *finder) verbBehind(first, last int) bool {
	if last >= f.last || f.w[last].tense != past || f.w[last].plain {
		return false
	}
	for j := first - 1; j >= f.first && j > first-besideDate; j-- {
		if t := f.w[j].tense; t != noTense && !(f.w[j].unsure && f.w[j].upper) {
			return false
		}
	}
	return true
}

// grown are verbs of which "by Monday" tells how far a thing had come.
var grown = map[string]bool{"grew": true, "rose": true, "fell": true, "reached": true, "spread": true, "swelled": true, "climbed": true, "dropped": true, "had": true, "was": true, "were": true, "grown": true, "risen": true, "fallen": true}

// grew reports whether one of grown governs word i.
func (f *finder) grew(i int) bool {
	for j := i; j >= f.first && j > i-reachLeft; j-- {
		switch t := f.w[j].tense; {
		case grown[f.w[j].key]:
			return true
		case t == past || t == modal || t == ahead || f.key(j) == "to" && f.infinitive(j) && !f.entry(j+1).plain:
			return false
		}
		if grown[f.text(j)] {
			return true
		}
	}
	return false
}

// beforeClock steps over a time of day that stands before the date: "until 9 a.m. Tuesday".
func (f *finder) beforeClock(first int) int {
	if n := len(f.items); n > f.sentence && f.items[n-1].timeOnly {
		if t := &f.items[n-1]; t.last == first || t.last == first-1 && (f.key(first-1) == "on" || f.text(first-1) == ",") {
			return t.first
		}
	}
	return first
}

// moves are verbs behind which "to" and "for" name a day to come: postponed to Friday, set for March.
var moves = map[string]bool{
	"delayed": true, "postponed": true, "extended": true, "pushed": true, "moved": true, "adjourned": true, "rescheduled": true, "deferred": true,
	"scheduled": true, "set": true, "slated": true, "planned": true, "due": true, "booked": true, "penciled": true, "delays": true, "postpones": true, "extends": true, "pushes": true, "moves": true, "back": true,
}

// movesReach is how many words such a verb may stand before its "to": "delayed the award of the contract to July".
const movesReach = 9

// moved reports whether one of moves stands before word i, and no "from" between, which would make it a range.
func (f *finder) moved(i int) bool {
	for j := i; j >= f.first && j > i-movesReach; j-- {
		if f.key(j) == "from" {
			return false
		}
		if moves[f.text(j)] {
			return true
		}
	}
	return false
}

// perfect reports whether "had" or a past form stands right behind the date: "by Friday, 200 had died".
func (f *finder) perfect(i int) bool {
	for j := i; j < f.last && j < i+reachRight; j++ {
		switch f.w[j].tense {
		case modal, ahead, present:
			return false
		case past:
			return f.w[j].key == "had" || f.w[j].key == "was" || f.w[j].key == "were"
		}
	}
	return false
}

// tenseLeft scans back from word i for the verb that governs.
func (f *finder) tenseLeft(i int) tense {
	for j := i; j >= f.first && j > i-reachLeft; j-- {
		w := &f.w[j]
		if w.kind != text.Word {
			if w.text == ";" {
				return noTense
			}
			continue
		}
		if strings.HasSuffix(w.text, "'ll") || strings.HasSuffix(w.text, "’ll") {
			return ahead
		}
		switch {
		case w.key == "to":
			if f.infinitive(j) {
				if f.entry(j-1).plan || f.entry(j+1).tense == base {
					return f.unlessPast(j - 1)
				}
			}
		case w.tense == modal && !(w.unsure && w.upper):
			if f.key(j+1) == "have" || f.negated(j) {
				return past
			}
			return ahead
		case w.tense == ahead:
			if w.key == "due" && f.key(j+1) == "to" && !f.infinitive(j+1) {
				continue // because of
			}
			return f.unlessPast(j)
		case w.tense == past && !w.plain:
			if f.afterBe(j) {
				continue
			}
			return past
		case w.tense == present:
			if (w.key == "has" || w.key == "have") && f.pastSoon(j+1) {
				return past
			}
			return ahead
		case w.tense == form:
			if b := f.entry(j - 1); f.key(j-1) != "to" && b.tense != modal && b.tense != past && !b.plain && f.pluralBefore(j) {
				return ahead
			}
		}
	}
	return noTense
}

// unlessPast is ahead, unless "had been" stands before word j: "it had been due to expire Friday".
func (f *finder) unlessPast(j int) tense {
	if f.key(j-1) == "been" || f.key(j) == "been" || f.key(j-1) == "had" {
		for k := j; k >= f.first && k > j-4; k-- {
			if f.key(k) == "had" {
				return past
			}
		}
	}
	return ahead
}

// negated reports whether "could" at j is denied: "could not be reached Friday" tells what was.
func (f *finder) negated(j int) bool {
	if strings.HasPrefix(f.w[j].key, "could") {
		if f.key(j+1) == "not" || strings.HasSuffix(f.text(j), "n't") || strings.HasSuffix(f.text(j), "n’t") {
			return true
		}
		for k := f.first; k < j; k++ {
			if f.key(k) == "neither" || f.key(k) == "nor" {
				return true
			}
		}
	}
	return false
}

// pluralBefore reports whether a plural stands right before the verb at j, an adverb between at most: "officials meet".
func (f *finder) pluralBefore(j int) bool {
	k := j - 1
	if strings.HasSuffix(f.text(k), "ly") {
		k--
	}
	s := f.text(k)
	return len(s) > 3 && s[len(s)-1] == 's' || s == "they" || s == "we" || s == "both" || len(s) > 1 && f.w[k].upper && f.hasAnd(k)
}

// hasAnd reports whether two names joined by "and" end at word k: "Voss and Marsh meet".
func (f *finder) hasAnd(k int) bool {
	for j := k - 1; j >= f.first && j > k-7; j-- {
		if f.key(j) == "and" {
			return true
		}
	}
	return false
}

// afterBe reports whether participle j follows "be", an adverb between at most.
func (f *finder) afterBe(j int) bool {
	return f.entry(j-1).tense == base || strings.HasSuffix(f.text(j-1), "ly") && f.entry(j-2).tense == base
}

// infinitive reports whether "to" at j begins an infinitive rather than a place or a time.
func (f *finder) infinitive(j int) bool {
	if j+1 >= f.last {
		return false
	}
	n := &f.w[j+1]
	if n.kind != text.Word || n.upper || n.unit != noUnit || n.number > 0 {
		return false
	}
	switch n.text {
	case "the", "a", "an", "his", "her", "their", "its", "our", "my", "this", "that", "these", "those", "all", "more", "less", "some", "any", "each", "both", "court", "work", "school", "prison", "death":
		return false
	}
	return true
}

func (f *finder) pastSoon(i int) bool {
	for j := i; j < f.last && j < i+4; j++ {
		if f.w[j].tense == past {
			return true
		}
	}
	return false
}

// tenseRight scans ahead from word i for the first finite verb.
func (f *finder) tenseRight(i int) tense {
	for j := i; j < f.last && j < i+reachRight; j++ {
		w := &f.w[j]
		if w.kind != text.Word {
			if w.text == ";" {
				return noTense
			}
			continue
		}
		if strings.HasSuffix(w.text, "'ll") || strings.HasSuffix(w.text, "’ll") {
			return ahead
		}
		if w.plan && f.key(j+1) == "to" && f.infinitive(j+1) && w.tense == noTense && !endsInEd(w.text) {
			return ahead // plans to
		}
		switch w.tense {
		case modal:
			if w.upper && w.unsure {
				continue
			}
			if f.key(j+1) == "have" || f.negated(j) {
				return past
			}
			return ahead
		case ahead, present:
			if (w.key == "has" || w.key == "have") && f.pastSoon(j+1) {
				return past
			}
			return ahead
		case past:
			if !w.plain {
				return past
			}
		}
	}
	return noTense
}
