package dedup

import (
	"hash/fnv"
	"slices"
	"strings"
)

// Wording is what the words of one quotation are to those of another.
type Wording string

// The wordings, as the first quotation of CompareQuotes is called.
const (
	Unrelated Wording = ""
	SameWords Wording = "same"    // they differ in marks and case only
	Cut       Wording = "cut"     // all its words stand in the other, in order, with at most a few places left out
	Longer    Wording = "longer"  // it has all words of the other, and more
	Altered   Wording = "altered" // most words are the other's, and some are not
)

// Inverse is what the other quotation is to the first.
func (w Wording) Inverse() Wording {
	switch w {
	case Cut:
		return Longer
	case Longer:
		return Cut
	}
	return w
}

const (
	// QuoteGramWords is the length of a quote's gram. It is also the fewest words by which a quote is found again: three
	// words ("we will win") are said by everybody.
	QuoteGramWords = 4
	// quoteWindow is the window of winnowing for long quotes: of so many grams in a row one is kept at least, so that any
	// QuoteGramWords+quoteWindow-1 = 6 words in a row that two quotes share bring them together.
	quoteWindow = 3
	// allGramsWords is the number of words up to which a quote keeps every gram: there one changed word leaves few.
	allGramsWords = 12
	// minAltered is the share of words in the same order (of the longer quote) from which two quotes are one altered.
	// Below, they are two sentences on one matter.
	minAltered = .7
	// minFragment is the number of words in a row that each piece of a cut quote has. Single words in the right order are
	// found in any long text.
	minFragment = 2
	// maxCuts is the number of places that a cut leaves out within.
	maxCuts = 3
	// maxCompared bounds the words of a quote that are aligned with another's: alignment is quadratic, and 400 words are
	// a speech.
	maxCompared = 400
)

// QuoteGrams are the keys under which a quote is found by its cut, longer and altered versions: hashes of word 4-grams.
// A long quote is winnowed (S. Schleimer, D. Wilkerson, A. Aiken, Winnowing: local algorithms for document
// fingerprinting, 2003); with all it is not, as one that is looked for wants it. Sorted, each once.
func QuoteGrams(words []string, all bool) []int64 {
	n := len(words) - QuoteGramWords + 1
	if n <= 0 {
		return nil
	}
	hashes := make([]int64, n)
	for i := range hashes {
		h := fnv.New32a()
		for _, w := range words[i : i+QuoteGramWords] {
			h.Write([]byte(w))
			h.Write([]byte{' '})
		}
		hashes[i] = int64(h.Sum32())
	}
	if !all && len(words) > allGramsWords {
		kept := make([]int64, 0, n)
		for i := 0; i+quoteWindow <= n; i++ {
			kept = append(kept, slices.Min(hashes[i:i+quoteWindow]))
		}
		hashes = kept
	}
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

// CompareQuotes says what the quotation of words a is to that of words b; both as Words gives them.
func CompareQuotes(a, b []string) Wording {
	a, b = a[:min(len(a), maxCompared)], b[:min(len(b), maxCompared)]
	if slices.Equal(a, b) {
		return SameWords
	}
	switch {
	case len(a) < len(b) && cutOf(a, b):
		return Cut
	case len(b) < len(a) && cutOf(b, a):
		return Longer
	}
	runs := align(a, b)
	common := 0
	for _, r := range runs {
		common += r.n
	}
	if float64(common) >= minAltered*float64(max(len(a), len(b))) {
		return Altered
	}
	if short := min(len(a), len(b)); short >= 2*QuoteGramWords && float64(common) >= minCutAltered*float64(short) && len(runs) <= maxCuts+1 {
		return Altered // cut, and a word of what is left changed
	}
	return Unrelated
}

// minCutAltered is the share of the shorter quote's words that stand in the longer one when it is cut and altered.
const minCutAltered = .85

// cutOf reports whether all of a stands in b in order, in few pieces. A greedy search from the longest piece would miss
// nothing that matters: pieces are taken as the alignment gives them.
func cutOf(a, b []string) bool {
	if len(a) < QuoteGramWords {
		return false
	}
	if strings.Contains(" "+strings.Join(b, " ")+" ", " "+strings.Join(a, " ")+" ") {
		return true
	}
	runs := align(a, b)
	n := 0
	for _, r := range runs {
		if r.n < minFragment {
			return false
		}
		n += r.n
	}
	return n == len(a) && len(runs) <= maxCuts+1
}

// run is a piece of words that two lists share: n words from a[i] and b[j] on.
type run struct{ i, j, n int }

// align is a longest common subsequence of two lists of words, as pieces in order; of equals the one in fewer pieces is
// preferred by matching as early as possible.
func align(a, b []string) []run {
	var runs []run
	lead := 0
	for lead < len(a) && lead < len(b) && a[lead] == b[lead] {
		lead++
	}
	tail := 0
	for tail < len(a)-lead && tail < len(b)-lead && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	if lead > 0 {
		runs = append(runs, run{0, 0, lead})
	}
	runs = middle(runs, a[lead:len(a)-tail], b[lead:len(b)-tail], lead)
	if tail > 0 {
		runs = add(runs, run{len(a) - tail, len(b) - tail, tail})
	}
	return runs
}

// middle aligns what lies between the equal ends; at is where both begin.
func middle(runs []run, a, b []string, at int) []run {
	width := len(b) + 1
	score := make([]int32, (len(a)+1)*width) // two points a word and one for going on: few long pieces win over many short
	inRun := make([]int32, (len(a)+1)*width) // the best that begins with a match here
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			best := max(score[(i+1)*width+j], score[i*width+j+1])
			if a[i] == b[j] {
				next := (i+1)*width + j + 1
				inRun[i*width+j] = 2 + max(score[next], inRun[next]+boolPoint(inRun[next] > 0))
				best = max(best, inRun[i*width+j])
			}
			score[i*width+j] = best
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		here := i*width + j
		switch {
		case inRun[here] > 0 && inRun[here] == score[here]:
			runs = add(runs, run{at + i, at + j, 1})
			for next := here + width + 1; i+1 < len(a) && j+1 < len(b) && inRun[next] > 0 && inRun[next]+1 >= score[next]; next += width + 1 {
				i, j = i+1, j+1
				runs = add(runs, run{at + i, at + j, 1})
			}
			i, j = i+1, j+1
		case score[here] == score[here+width]:
			i++
		default:
			j++
		}
	}
	return runs
}

func boolPoint(b bool) int32 {
	if b {
		return 1
	}
	return 0
}

// add appends a piece, to the last one where it goes on from it.
func add(runs []run, r run) []run {
	if k := len(runs) - 1; k >= 0 && runs[k].i+runs[k].n == r.i && runs[k].j+runs[k].n == r.j {
		runs[k].n += r.n
		return runs
	}
	return append(runs, r)
}
