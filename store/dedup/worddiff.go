package dedup

import "strings"

// The operations of an Edit.
const (
	Keep   = "="
	Insert = "+"
	Delete = "-"
)

// Edit is a run of words that two texts share, or that one of them has alone.
type Edit struct {
	Op   string `json:"op"`
	Text string `json:"text"` // as printed, words separated by single spaces
}

// DiffWords is what changes before into after, word by word (words are separated by space). Marks and case do not
// count: where only they differ the words of after are kept. Of a replacement the deleted words come first.
func DiffWords(before, after string) []Edit {
	a, b := tokens(before), tokens(after)
	var out []Edit
	i, j := 0, 0
	emit := func(op string, list []token) {
		if len(list) == 0 {
			return
		}
		words := make([]string, len(list))
		for k, t := range list {
			words[k] = t.text
		}
		text := strings.Join(words, " ")
		if k := len(out) - 1; k >= 0 && out[k].Op == op {
			out[k].Text += " " + text
			return
		}
		out = append(out, Edit{op, text})
	}
	var runs []run
	if len(a) <= maxDiffed && len(b) <= maxDiffed {
		runs = align(keys(a), keys(b))
	}
	for _, r := range append(runs, run{len(a), len(b), 0}) {
		emit(Delete, a[i:r.i])
		emit(Insert, b[j:r.j])
		emit(Keep, b[r.j:r.j+r.n])
		i, j = r.i+r.n, r.j+r.n
	}
	return out
}

// maxDiffed is the number of words up to which texts are aligned; longer ones are shown as replaced. 2,000 words make a
// table of 32 MB for a moment.
const maxDiffed = 2000

// token is a word as printed and as it is compared.
type token struct{ text, key string }

// tokens are the words of a text. What has no letter or digit (an ellipsis, a dash) belongs to the word before it.
func tokens(text string) []token {
	var out []token
	for _, f := range strings.Fields(text) {
		k := Key(f)
		if k == "" && len(out) > 0 {
			out[len(out)-1].text += " " + f
			continue
		}
		out = append(out, token{f, k})
	}
	return out
}

func keys(list []token) []string {
	out := make([]string, len(list))
	for i, t := range list {
		out[i] = t.key
	}
	return out
}

// Marked is a diff in one line, as GNU wdiff prints it: [-deleted-] {+inserted+}.
func Marked(edits []Edit) string {
	parts := make([]string, len(edits))
	for i, e := range edits {
		switch e.Op {
		case Delete:
			parts[i] = "[-" + e.Text + "-]"
		case Insert:
			parts[i] = "{+" + e.Text + "+}"
		default:
			parts[i] = e.Text
		}
	}
	return strings.Join(parts, " ")
}
