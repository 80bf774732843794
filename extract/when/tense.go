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
	before := f.key(first - 1)
	if before == "the" || before == "a" || before == "this" {
		before = f.key(first - 2)
	}
	switch before {
	case "by", "until", "till":
		if f.perfect(last) {
			return past
		}
		return ahead
	case "since":
		return past
	case "coming", "next":
		return ahead
	}
	if t := f.tenseLeft(first - 1); t != noTense {
		return t
	}
	return f.tenseRight(last)
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
	participle := false
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
				if f.entry(j - 1).plan {
					return ahead
				}
				participle = false // the verb that governs "to" decides
			}
		case w.tense == modal && !(w.unsure && w.upper):
			if f.entry(j+1).key == "have" || f.key(j+1) == "have" {
				return past
			}
			return ahead
		case w.tense == ahead:
			return ahead
		case w.tense == base:
			participle = false
		case w.tense == past && !w.plain:
			if f.afterBe(j) {
				participle = false
				continue
			}
			return past
		case w.tense == present:
			if (w.key == "has" || w.key == "have") && f.pastSoon(j+1) {
				return past
			}
			if w.key == "take" || w.key == "kick" { // base forms: what governs them decides
				continue
			}
			if !participle {
				return ahead
			}
		}
	}
	return noTense
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
		switch w.tense {
		case modal:
			if w.upper && w.unsure {
				continue
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
