package quote

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// maxCreditBytes is how many bytes the line has that says whose a post is.
const maxCreditBytes = 160

// A post shown whole ends as its network writes it: — Ada Hale (@hale) March 3, 2031. The day may be missing or stand in
// another form; the handle in brackets behind a name is what tells it from other lines.
var (
	postLine  = regexp.MustCompile(`(?:—|–|--|\s-)\s?([\p{L}\p{N}][^—–()\n]{1,60}?) \(@\w{1,30}\)( \p{L}+ \d{1,2}, \d{4}| \d{1,2}\.? \p{L}+ \d{4})?`)
	sharedBy  = regexp.MustCompile(`A post shared by ([\p{L}\p{N}][^()\n]{1,60}?) \(@[\w.]{1,30}\)`)
	postLinks = regexp.MustCompile(`(?:\s*(?:https?://t\.co/\w+|pic\.twitter\.com/\w+))+$`)
)

// posts are the posts from networks among the paragraphs: the author stands on the last line, or at its end.
func (l *lines) posts(blocks []text.Span) []voice {
	var out []voice
	block := 0
	for n, p := range l.d.Paragraphs {
		s := l.d.Slice(p)
		if !strings.Contains(s, "(@") {
			continue
		}
		m := postLine.FindStringSubmatchIndex(s)
		if m == nil {
			m = sharedBy.FindStringSubmatchIndex(s)
		}
		if m == nil || len(s)-m[1] > maxCreditBytes || len(m) > 4 && m[4] < 0 && m[1] < len(s) {
			continue
		}
		v := voice{rule: "post", block: true, kind: Block, name: text.Span{Start: p.Start + m[2], End: p.Start + m[3]}}
		v.words = text.Span{Start: p.Start, End: p.Start + m[0]}
		if strings.TrimSpace(s[:m[0]]) == "" {
			if n == 0 {
				continue
			}
			// the author's line stands alone: the paragraph above it, and those that the page set off with it
			v.words = l.d.Paragraphs[n-1]
			for block < len(blocks) && blocks[block].End < v.words.Start {
				block++
			}
			for k := n - 2; k >= 0 && l.isBlock(blocks, k) && l.isBlock(blocks, k+1) && !l.postCredit(l.d.Paragraphs[k]); k-- {
				v.words.Start = l.d.Paragraphs[k].Start
			}
			if !l.isBlock(blocks, n-1) && strings.HasSuffix(l.d.Slice(v.words), ":") {
				continue
			}
		}
		w := l.d.Slice(v.words)
		v.words.End -= len(w) - len(postLinks.ReplaceAllString(strings.TrimRightFunc(w, unseen), ""))
		v.words = trimmed(l.d, v.words)
		if strings.IndexFunc(l.d.Slice(v.words), unicode.IsLetter) < 0 || len(out) > 0 && out[len(out)-1].words.End > v.words.Start {
			continue
		}
		v.who = l.whole(v.name)
		out = append(out, v)
	}
	return out
}

// isBlock reports whether the page set paragraph n off.
func (l *lines) isBlock(blocks []text.Span, n int) bool {
	p := l.d.Paragraphs[n]
	lo, hi := 0, len(blocks)
	for lo < hi {
		if mid := (lo + hi) / 2; blocks[mid].End <= p.Start {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo < len(blocks) && blocks[lo].Overlaps(p)
}

// postCredit reports whether s is nothing but the line that says whose a post is.
func (l *lines) postCredit(s text.Span) bool {
	w := l.d.Slice(s)
	if len(w) > maxCreditBytes || !strings.Contains(w, "(@") {
		return false
	}
	m := postLine.FindStringIndex(w)
	return m != nil && m[0] == 0
}

// whole is the name that the words of s are: a mention that begins there, else the words as they stand.
func (l *lines) whole(s text.Span) string {
	i := l.d.TokenAt(s.Start)
	if m, ok := l.names.At(i); ok && m.Start <= s.Start && m.End >= s.End {
		return m.Name
	}
	return strings.Join(strings.Fields(l.d.Slice(s)), " ")
}

// credits are the quotations that a line signs: "…" — Ada Hale, minister; KICKER "…" [Harbor Post]; and one below which a
// name stands before the mark that closes both.
func (l *lines) credits() []voice {
	var out []voice
	for n, p := range l.d.Paragraphs {
		first, last := l.paragraph(n)
		if last-first < 3 {
			continue
		}
		marks := marksOf(nil, l.d, p, first, last)
		if len(marks) == 0 {
			continue
		}
		f := finder{d: l.d, last: last}
		i := firstOf(marks, double)
		if i < 0 || marks[i].side&opens == 0 {
			continue
		}
		end := f.closing(marks, i)
		switch {
		case end < 0:
			if v, ok := l.signedBelow(&f, n, marks[i]); ok {
				out = append(out, v)
			}
		case marks[i].Start == p.Start:
			if v, ok := l.signed(&f, marks[i], marks[end], last); ok {
				out = append(out, v)
			}
		default:
			if v, ok := l.kicker(&f, p, marks[i], marks[end], first, last); ok {
				out = append(out, v)
			}
		}
	}
	return out
}

// signed reads "…" — Ada Hale, minister of ports
func (l *lines) signed(f *finder, open, end mark, last int) (voice, bool) {
	i := end.last
	if i+1 >= last || !isDash(l.d.Slice(l.d.Tokens[i].Span)) || last-i > maxCredit {
		return voice{}, false
	}
	for k := i + 1; k < last; k++ {
		if f.says(k) || l.d.Tokens[k].Kind == text.Mark {
			return voice{}, false
		}
	}
	m, ok := l.names.At(i + 1)
	if !ok || m.Kind == entity.Place || m.Start != l.d.Tokens[i+1].Start {
		return voice{}, false
	}
	if next := l.d.TokenAt(m.End); next < last && l.d.Tokens[next].Kind != text.Punct {
		return voice{}, false // — Hale left at once
	}
	q := f.made(open, &end)
	return voice{words: q.Span, name: m.Span, who: m.Name, rule: "signature", kind: Direct}, true
}

// signedBelow reads a quotation whose closing mark stands behind the name in the paragraph below it.
func (l *lines) signedBelow(f *finder, n int, open mark) (voice, bool) {
	if open.Start != l.d.Paragraphs[n].Start || n+1 >= len(l.d.Paragraphs) {
		return voice{}, false
	}
	first, last := l.paragraph(n + 1)
	marks := marksOf(nil, l.d, l.d.Paragraphs[n+1], first, last)
	g := finder{d: l.d, last: last}
	if len(marks) != 1 || marks[0].side != closes || marks[0].last != last || !g.creditLine(first, marks[0].first) {
		return voice{}, false
	}
	for k := first; k < marks[0].first; k++ {
		if m, ok := l.names.At(k); ok && m.Kind != entity.Place {
			q := f.made(open, nil)
			return voice{words: q.Span, name: m.Span, who: m.Name, rule: "signature", kind: Direct}, true
		}
	}
	return voice{}, false
}

// minKicker is how many letters the words in capitals before a quotation have that make it a newsletter's.
const minKicker = 8

// kicker reads PORTS TO CLOSE "…" [Harbor Post]: the words are the outlet's.
func (l *lines) kicker(f *finder, p text.Span, open, end mark, first, last int) (voice, bool) {
	head := l.d.Text[p.Start:open.Start]
	letters := 0
	for _, c := range head {
		switch {
		case unicode.IsLower(c):
			return voice{}, false
		case unicode.IsUpper(c):
			letters++
		}
	}
	if letters < minKicker || end.last+2 >= last || l.d.Slice(l.d.Tokens[end.last].Span) != "[" {
		return voice{}, false
	}
	tail := strings.TrimSpace(l.d.Text[end.End:p.End])
	close := strings.IndexByte(tail, ']')
	if close < 2 || close > maxCreditBytes || strings.Trim(tail[close:], "].” ") != "" {
		return voice{}, false
	}
	name := tail[1:close]
	if at := strings.LastIndex(name, ", "); at >= 0 { // [Ada Hale, Harbor Post]
		name = name[at+2:]
	}
	c, _ := utf8.DecodeRuneInString(name)
	if !unicode.IsUpper(c) {
		return voice{}, false
	}
	start := end.End + strings.Index(l.d.Text[end.End:p.End], name)
	q := f.made(open, &end)
	s := trimmed(l.d, text.Span{Start: start, End: start + len(name)})
	return voice{words: q.Span, name: s, who: l.whole(s), rule: "credit", kind: Direct}, true
}
