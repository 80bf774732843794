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

// Compare measures two sets by their sketches. The counts are of whole sets, estimated where a sketch holds a part; with
// SketchSize grams of each the standard error of a containment of .6 is below .05.
func Compare(a, b Sketch) Similarity {
	small, large := a, b
	if b.Size < a.Size {
		small, large = b, a
	}
	s := Similarity{Second: b.Size > a.Size, Smaller: small.Size}
	if small.Size == 0 {
		return s
	}
	level := max(a.level, b.level)
	x, y := small.at(level), large.at(level)
	common, i := 0, 0
	for _, g := range x {
		for i < len(y) && y[i] < g {
			i++
		}
		if i == len(y) {
			break
		}
		if y[i] == g {
			common++
		}
	}
	s.Ratio = float64(large.Size) / float64(small.Size)
	if common == 0 {
		return s
	}
	fewer := len(x)
	if small.Size == large.Size {
		fewer = min(fewer, len(y))
	}
	s.Containment = float64(common) / float64(fewer)
	s.Common = int(s.Containment*float64(small.Size) + .5)
	s.Jaccard = float64(common) / float64(len(x)+len(y)-common)
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
	return bandKey(mix(mix(uint64(source)) ^ hashWords(Words(title)))), true
}
