package dedup

import (
	"slices"
	"time"
	"unicode/utf8"
)

// Similarity is what two sets of grams have in common.
type Similarity struct {
	Common      int     // grams
	Jaccard     float64 // common / all: resemblance
	Containment float64 // common / smaller
	Ratio       float64 // larger / smaller, at least 1; 0 when one is empty
	Smaller     int     // grams of the smaller set
	Second      bool    // the second set is the larger one
}

// Compare measures two sets.
func Compare(a, b Grams) Similarity {
	small, large := a, b
	if len(b) < len(a) {
		small, large = b, a
	}
	s := Similarity{Second: len(b) > len(a), Smaller: len(small)}
	if len(small) == 0 {
		return s
	}
	i := 0
	for _, x := range small {
		for i < len(large) && large[i] < x {
			i++
		}
		if i == len(large) {
			break
		}
		if large[i] == x {
			s.Common++
		}
	}
	s.Containment = float64(s.Common) / float64(len(small))
	s.Jaccard = float64(s.Common) / float64(len(a)+len(b)-s.Common)
	s.Ratio = float64(len(large)) / float64(len(small))
	return s
}

// Circumstances are what is known of two texts beside their words.
type Circumstances struct {
	SameSource bool
	Titles     float64       // TitleOverlap of their titles
	Apart      time.Duration // between their times of being seen, never negative
}

// Relation is what two texts are to each other.
type Relation uint8

// The relations.
const (
	Different Relation = iota
	Same               // the same writing, perhaps edited
	Contains           // the first is a round-up that holds the second
	Contained          // the second is a round-up that holds the first
	Stub               // different articles behind one form: a source's paywall or error text under unlike titles
)

// A source's developing report keeps its title while the text grows and is rewritten under another address: with titles
// that alike, and so near in time, less of the text need be shared, and a text may outgrow the first one.
const (
	developingTitles      = .6
	developingContainment = .35
	developingRatio       = 15.0
	developingApart       = 48 * time.Hour
)

// A stub is a short text that one source shows in place of several articles, so the titles have nothing in common.
const (
	stubJaccard = .5
	stubTitles  = .25
	stubGrams   = 300
)

// Judge says what the first text of a comparison is to the second.
func Judge(s Similarity, c Circumstances) Relation {
	switch {
	case c.SameSource && s.Jaccard >= stubJaccard && s.Smaller < stubGrams && c.Titles >= 0 && c.Titles < stubTitles:
		return Stub
	case c.SameSource && c.Titles >= developingTitles && c.Apart <= developingApart &&
		s.Containment >= developingContainment && s.Ratio <= developingRatio:
		return Same
	case s.Containment < MinContainment:
		return Different
	case s.Ratio > MaxRatio && !s.Second:
		return Contains
	case s.Ratio > MaxRatio:
		return Contained
	case s.Jaccard < MinJaccard:
		return Different
	}
	return Same
}

// The words of a title that count, and how many a title needs to be told from another.
const (
	titleLetters = 4 // shorter words are mostly articles and prepositions
	titleWords   = 3
)

// TitleOverlap is the share of the shorter title's longer words that the other has too, 0 to 1; -1 when one of the
// titles has too few words to say ("Live updates").
func TitleOverlap(a, b string) float64 {
	x, y := titleSet(a), titleSet(b)
	if len(y) < len(x) {
		x, y = y, x
	}
	if len(x) < titleWords {
		return -1
	}
	n := 0
	for _, w := range x {
		if _, ok := slices.BinarySearch(y, w); ok {
			n++
		}
	}
	return float64(n) / float64(len(x))
}

func titleSet(title string) []string {
	w := slices.DeleteFunc(Words(title), func(w string) bool { return utf8.RuneCountInString(w) < titleLetters })
	slices.Sort(w)
	return slices.Compact(w)
}

// TitleKey is the key under which texts with one title at one source find each other: a further band. ok is false for
// titles that are too short to mean one article.
func TitleKey(source int64, title string) (key int64, ok bool) {
	if len(titleSet(title)) < titleWords {
		return 0, false
	}
	return int64(mix(mix(uint64(source)) ^ hashWords(Words(title)))), true
}
