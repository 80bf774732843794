package dedup

import "slices"

// Change is a sentence that a revision words differently.
type Change struct{ Before, After int } // indexes into the sentences before and after

// Diff is what a revision changed, as indexes into the sentences before and after. Sentences that only moved, or differ
// in marks, case and space, are unchanged.
type Diff struct {
	Added   []int    // into after; those of Changed are not among them
	Removed []int    // into before; those of Changed are not among them
	Changed []Change // in the order of after
}

// New are the indexes of sentences that the revision says for the first time, added or reworded, in order.
func (d Diff) New() []int {
	out := slices.Clone(d.Added)
	for _, c := range d.Changed {
		out = append(out, c.After)
	}
	slices.Sort(out)
	return out
}

// minReworded is the share of words (Dice coefficient of their multisets) from which a removed and an added sentence
// are one sentence reworded. Half of the words is what two sentences about one matter rarely share.
const minReworded = .6

// maxReworded bounds the pairs that are tried: a page replaced as a whole is no rewording, and comparing everything
// with everything would be quadratic.
const maxReworded = 200

// Revise compares the sentences of two texts of one page.
func Revise(before, after []string) Diff {
	old := make(map[string][]int, len(before)) // key → where it stands, not yet taken
	for i, s := range before {
		k := Key(s)
		old[k] = append(old[k], i)
	}
	var d Diff
	taken := make([]bool, len(before))
	for i, s := range after {
		k := Key(s)
		if at := old[k]; len(at) > 0 {
			taken[at[0]], old[k] = true, at[1:]
		} else if k != "" {
			d.Added = append(d.Added, i)
		}
	}
	for i, s := range before {
		if !taken[i] && Key(s) != "" {
			d.Removed = append(d.Removed, i)
		}
	}
	d.pair(before, after)
	return d
}

// pair takes the best matching removed sentence for each added one, in order, and moves both to Changed.
func (d *Diff) pair(before, after []string) {
	if len(d.Removed) == 0 || len(d.Removed) > maxReworded || len(d.Added) > maxReworded {
		return
	}
	type bag struct {
		at    int
		words []string // sorted
	}
	gone := make([]bag, 0, len(d.Removed))
	for _, i := range d.Removed {
		gone = append(gone, bag{i, sortedWords(before[i])})
	}
	var added []int
	for _, i := range d.Added {
		words := sortedWords(after[i])
		best, score := -1, minReworded
		for j, g := range gone {
			if s := dice(words, g.words); s >= score && (best < 0 || s > score) {
				best, score = j, s
			}
		}
		if best < 0 {
			added = append(added, i)
			continue
		}
		d.Changed = append(d.Changed, Change{Before: gone[best].at, After: i})
		gone = slices.Delete(gone, best, best+1)
	}
	d.Added, d.Removed = added, d.Removed[:0]
	for _, g := range gone {
		d.Removed = append(d.Removed, g.at)
	}
}

func sortedWords(s string) []string {
	w := Words(s)
	slices.Sort(w)
	return w
}

// dice is the Dice coefficient of two sorted lists taken as multisets.
func dice(a, b []string) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	common, i := 0, 0
	for _, w := range a {
		for i < len(b) && b[i] < w {
			i++
		}
		if i < len(b) && b[i] == w {
			common++
			i++
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}
