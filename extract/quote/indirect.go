package quote

import (
	"cmp"
	"slices"
	"strings"

	"storywatch/extract/text"
)

// minIndirect is how many words the content of indirect speech must have; shorter stretches are objects.
const minIndirect = 4

// attributed is a stretch of indirect speech and whose it is.
type attributed struct {
	text.Span
	attribution
}

// indirect reads speech without marks: "X said that …", "X said …", "…, X said", "…, said X", "according to X, …",
// "X's claim that …". What holds words in marks is left to the quotation. The stretches are in text order and none
// overlaps another: of reports within reports the outer one counts.
func (r *reader) indirect(found []attribution) []attributed {
	var out []attributed
	r.taken = map[int]bool{}
	for n, a := range found {
		if a.cue >= 0 && tagging[a.rule] && r.qs[n].open-a.cue <= minIndirect {
			r.taken[a.cue] = true
		}
	}
	r.unread = r.unreadMarks()
	for _, s := range r.d.Sentences {
		hi := min(s.Last, s.First+maxReport)
		if !r.mayReport(s.First, hi) {
			continue
		}
		out = append(out, r.reportsIn(s.First, hi)...)
	}
	return out
}

// tagging are the rules by which a cue right beside a quotation is spent on it: it reports nothing besides.
var tagging = map[string]bool{"after": true, "inverted": true, "aside": true, "introduced": true, "before": true}

// unreadMarks are the tokens within doubled apostrophes, which old archives write for quotation marks and which are not
// read as such: their words are no indirect speech either. Nil when there are none.
func (r *reader) unreadMarks() []bool {
	if !strings.Contains(r.d.Text, "''") {
		return nil
	}
	unread := make([]bool, len(r.low))
	open, para := false, -1
	for _, s := range r.d.Sentences {
		if s.Paragraph != para {
			open, para = false, s.Paragraph
		}
		for i := s.First; i < s.Last; i++ {
			if t := r.d.Tokens[i]; r.low[i] == "'" && i+1 < s.Last && r.low[i+1] == "'" && r.d.Tokens[i+1].Start == t.End {
				open = !open
				unread[i] = true
				i++
			}
			unread[i] = unread[i] || open
		}
	}
	return unread
}

// marked reports whether token i is within marks of any sort.
func (r *reader) marked(i int) bool { return r.in[i] > 0 || r.unread != nil && r.unread[i] }

// maxReport is how many tokens of a sentence are read for reports; longer "sentences" are lists and damage.
const maxReport = 2 * maxSentence

// mayReport reports whether tokens [lo, hi) hold any word that reports speech.
func (r *reader) mayReport(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if r.in[k] > 0 {
			continue
		}
		if c, ok := r.cue(k); ok && c.kind != judgeCue || r.low[k] == "according" {
			return true
		}
		if r.noun(k)&speechNoun != 0 {
			return true
		}
	}
	return false
}

// report is one place of a sentence that says that somebody said something.
type report struct {
	attribution
	first, last int  // tokens of the reporter's own words: "Hale said on Friday"
	behind      int  // where content behind them begins, or -1
	before      bool // the content stands before them
}

// reportsIn reads one sentence.
func (r *reader) reportsIn(lo, hi int) []attributed {
	list := r.reports(lo, hi)
	var out []attributed
	add := func(first, last int, a attribution) {
		if c, ok := r.content(first, last, a); ok && !slices.ContainsFunc(out, func(o attributed) bool { return o.Overlaps(c.Span) }) {
			out = append(out, c)
		}
	}
	// what stands before its report is outer to all within
	from := lo
	for n, p := range list {
		if !p.before {
			continue
		}
		for _, h := range list[:n] {
			if !h.before {
				from = max(from, r.turn(h.last, p.first))
			}
		}
		whole := r.predicate(from, p.first) && r.mainClause(from, p.first) >= from && !r.lex[min(from, hi-1)].opens
		if r.utters(from, p.first, p.behind >= 0 && !whole) {
			add(from, p.first, p.attribution)
		}
		if p.behind >= 0 && (!whole || p.behind+1 < hi && (r.low[p.behind+1] == "and" || r.low[p.behind+1] == "but" || r.low[p.behind+1] == "that")) {
			add(p.behind, r.stop(p.behind, lo, hi, list[n+1:]), p.attribution)
		}
		from = p.last
	}
	for n, p := range list {
		if !p.before && p.behind >= 0 {
			add(p.behind, r.stop(p.behind, lo, hi, list[n+1:]), p.attribution)
		}
	}
	slices.SortFunc(out, func(a, b attributed) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// turn is where behind token i and before k a new main clause begins: ", but …"; 0 when none does.
func (r *reader) turn(i, k int) int {
	for j := k - 1; j > i; j-- {
		if r.in[j] > 0 {
			continue
		}
		if r.low[j] == ";" || (r.low[j] == "but" || r.low[j] == "and") && (r.low[j-1] == "," || dash(r.low[j-1])) {
			return j + 1
		}
	}
	return 0
}
