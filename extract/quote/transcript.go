package quote

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// labels.txt holds what stands before a colon at a paragraph's start and is nobody who speaks.
//
//go:embed labels.txt
var labelFile string

var notSpeakers = phrases(labelFile)

// phrases are the lines of a data file in lower case, without comments.
func phrases(file string) map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(file) {
		line, _, _ = strings.Cut(line, "#")
		if w := strings.ToLower(strings.TrimSpace(line)); w != "" {
			m[w] = true
		}
	}
	return m
}

// lines reads what the lines of a document say by their form.
type lines struct {
	d      *text.Document
	names  *entity.Names
	people map[string]string // last words of names, in lower case, to the one person so called; "" when there are several
	plain  string            // the text in lower case without punctuation, once asked for
	tokens []int             // the first token of each paragraph, and the number of tokens
}

const (
	// minTurns is how many labelled paragraphs make a transcript: two may be a list.
	minTurns = 3
	// maxTurn is how many paragraphs without a label may stand between two turns and belong to the first.
	maxTurn = 6
	// clearTurns is how many labelled paragraphs make what has no label part of a turn.
	clearTurns = 5
	// maxTurns is how many turns of a document are read.
	maxTurns = MaxQuotes
)

// label is the name before the colon that a paragraph begins with.
type label struct {
	name  text.Span
	who   string // "" when it is nobody's name
	part  bool   // it says what one does, not who one is: Q, Reporter
	key   string // to tell whether it comes again
	body  int    // the first token behind the colon
	given bool   // who is a person the text names, or a label in full capitals
}

// minSaid is how many words a turn has at least: shorter ones are nods and interruptions.
const minSaid = 2

// answers are the parts of the one who is interviewed.
var answers = words("a answer")

// interviewed is the only person whom the paragraphs before paragraph n name, or "".
func (l *lines) interviewed(n int) string {
	only := ""
	for _, m := range l.names.In(text.Span{Start: 0, End: l.d.Paragraphs[n].Start}) {
		if m.Kind != entity.Person || !strings.Contains(m.Name, " ") || m.Name == only {
			continue
		}
		if only != "" {
			return ""
		}
		only = m.Name
	}
	return only
}

// parts are labels of those who speak without a name.
var parts = words("q a question answer reporter interviewer moderator host audience speaker caller")

// maxLabel is how many tokens a label has at most.
const maxLabel = 6

// labelOf reads the label of paragraph p, whose tokens are [first, last).
func (l *lines) labelOf(first, last int) (label, bool) {
	d := l.d
	if first < last && isDash(d.Slice(d.Tokens[first].Span)) {
		first++
	}
	i, letters, shouted := first, 0, true
	for ; i < last && i < first+maxLabel; i++ {
		w := d.Slice(d.Tokens[i].Span)
		if w == ":" || w == "(" {
			break
		}
		c, _ := utf8.DecodeRuneInString(w)
		if d.Tokens[i].Kind != text.Word && w != "." || d.Tokens[i].Kind == text.Word && !unicode.IsUpper(c) {
			return label{}, false
		}
		letters += utf8.RuneCountInString(w)
		shouted = shouted && w == strings.ToUpper(w)
	}
	end := i
	if i < last && d.Text[d.Tokens[i].Start] == '(' { // (through an interpreter)
		const maxAside = 8
		for i++; i < last && i < end+maxAside && d.Text[d.Tokens[i].Start] != ')'; i++ {
		}
		i++
	}
	if i+1 >= last || end == first || d.Text[d.Tokens[i].Start] != ':' || d.Tokens[i].End == d.Tokens[i+1].Start && d.Tokens[i+1].Kind != text.Mark {
		return label{}, false
	}
	out := label{name: text.Span{Start: d.Tokens[first].Start, End: d.Tokens[end-1].End}, body: i + 1}
	words := strings.ToLower(d.Slice(out.name))
	out.key = words
	if notSpeakers[words] {
		return label{}, false
	}
	if end-first == 1 && parts[words] {
		out.part = true
		return out, true
	}
	out.who = l.called(first, end)
	out.given = out.who != ""
	if !out.given && shouted && letters > 2 {
		out.who = unshouted(d.Slice(out.name))
	}
	return out, out.who != ""
}

// unshouted is a name in capitals as it is written elsewhere: JAKE-OLE VOSS is Jake-Ole Voss.
func unshouted(s string) string {
	begin := true
	return strings.Map(func(r rune) rune {
		if begin = begin && unicode.IsLetter(r); begin {
			begin = false
			return r
		}
		begin = !unicode.IsLetter(r)
		return unicode.ToLower(r)
	}, s)
}

func isDash(w string) bool {
	return w == "-" || w == "–" || w == "—" || w == "―" || w == "•" || w == "*"
}

// called is the person whom tokens [first, last) name: by a mention, or by the last word of one person's name. HALE is Ada
// Hale when the text has one Hale.
func (l *lines) called(first, last int) string {
	if m, ok := l.names.At(last - 1); ok && (m.Kind == entity.Person || m.Kind == entity.Unknown && m.Gender != entity.Any) && strings.Contains(m.Name, " ") && m.Name != strings.ToUpper(m.Name) {
		return m.Name
	}
	if l.people == nil {
		l.people = map[string]string{}
		for _, m := range l.names.Mentions {
			if m.Kind != entity.Person && m.Kind != entity.Unknown || !strings.Contains(m.Name, " ") || m.Name == strings.ToUpper(m.Name) || m.Kind == entity.Unknown && strings.Count(m.Name, " ") > 2 {
				continue
			}
			w := strings.ToLower(surname(m.Name))
			if other, ok := l.people[w]; ok && other != m.Name {
				l.people[w] = ""
			} else {
				l.people[w] = m.Name
			}
		}
	}
	return l.people[strings.ToLower(l.d.Slice(l.d.Tokens[last-1].Span))]
}

// paragraph is the tokens of paragraph n, [first, last).
func (l *lines) paragraph(n int) (first, last int) {
	if l.tokens == nil {
		l.tokens = make([]int, 0, len(l.d.Paragraphs)+1)
		t := 0
		for _, p := range l.d.Paragraphs {
			for t < len(l.d.Tokens) && l.d.Tokens[t].Start < p.Start {
				t++
			}
			l.tokens = append(l.tokens, t)
		}
		l.tokens = append(l.tokens, len(l.d.Tokens))
	}
	return l.tokens[n], l.tokens[n+1]
}

// turn is a labelled paragraph.
type turn struct {
	label
	at int // the paragraph
}

// turns are the turns of transcripts: paragraphs that begin with the speaker's name and a colon, three or more of them
// close together. What a part says (Q:) is left out: nobody is named.
func (l *lines) turns() []voice {
	var all []turn
	for n := range l.d.Paragraphs {
		first, last := l.paragraph(n)
		if lb, ok := l.labelOf(first, last); ok && !(n == 0 && l.headline(lb)) {
			all = append(all, turn{lb, n})
		}
	}
	var out []voice
	for from := 0; from < len(all) && len(out) < maxTurns; {
		to := from + 1
		for to < len(all) && all[to].at-all[to-1].at <= maxTurn+1 {
			to++
		}
		out = append(out, l.transcript(all[from:to])...)
		from = to
	}
	return out[:min(len(out), maxTurns)]
}

// transcript is what is said in labelled paragraphs that stand close together, when they are a transcript: a list of places
// or the parts of a form have labels too.
func (l *lines) transcript(run []turn) []voice {
	times := map[string]int{} // how often a label comes, also as the end of a longer one
	for _, t := range run {
		times[t.key]++
		if s := surname(t.key); s != t.key {
			times[s]++
		}
	}
	kept := run[:0:0]
	full := map[string]string{} // VOSS after JAKE VOSS
	voices := map[string]bool{}
	for _, t := range run {
		if !t.given && !t.part && times[surname(t.key)] < 2 {
			continue
		}
		if s := surname(t.who); s != t.who {
			full[s] = t.who
		} else if name, ok := full[s]; ok && !t.given {
			t.who = name
		}
		voice := t.who
		if t.part {
			voice = t.key
		}
		voices[voice] = true
		kept = append(kept, t)
	}
	if len(kept) < minTurns || len(voices) < 2 || len(voices) == len(kept) {
		return nil // nobody comes again: a list of people
	}
	long := len(kept) >= clearTurns && !l.asked(kept)
	var out []voice
	for i, t := range kept {
		if t.part && answers[t.key] {
			t.who = l.interviewed(run[0].at)
		}
		if t.who == "" {
			continue
		}
		end := t.at
		if long && i+1 < len(kept) {
			for end+1 < kept[i+1].at && !l.stage(end+1) {
				end++
			}
		}
		s := text.Span{Start: l.d.Tokens[t.body].Start, End: l.d.Paragraphs[end].End}
		if len(strings.Fields(l.d.Slice(s))) < minSaid {
			continue
		}
		out = append(out, voice{words: s, name: t.name, who: t.who, rule: "transcript", block: true, kind: Direct})
	}
	return out
}

func surname(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// headline reports whether the first paragraph, with label lb, is a headline: nothing else in the text has that label.
func (l *lines) headline(lb label) bool {
	for n := 1; n < len(l.d.Paragraphs) && n < maxTurns; n++ {
		if first, last := l.paragraph(n); last-first > 1 && l.d.Slice(l.d.Tokens[first].Span) == l.d.Slice(l.d.Tokens[l.d.TokenAt(lb.name.Start)].Span) {
			if other, ok := l.labelOf(first, last); ok && other.key == lb.key {
				return false
			}
		}
	}
	return true
}

// asked reports whether somebody without a label asks between the turns: then nobody can say whose a paragraph without a
// label is.
func (l *lines) asked(turns []turn) bool {
	for i, t := range turns[1:] {
		for n := turns[i].at + 1; n < t.at; n++ {
			if p := l.d.Paragraphs[n]; l.d.Text[p.End-1] == '?' {
				return true
			}
		}
	}
	return false
}

// stage reports whether paragraph n, which has no label, is no part of the turn above it: (LAUGHTER), a heading, a caption.
func (l *lines) stage(n int) bool {
	s := l.d.Slice(l.d.Paragraphs[n])
	return s[0] == '(' || s[0] == '[' || !strings.ContainsRune(".!…—–”\"", lastRune(s)) || strings.IndexFunc(s, unicode.IsLetter) < 0
}

// labels are the quotations that stand behind a label, one by one: Ada Hale: "We close." They need a person's name. In a
// transcript they are the turns themselves.
func (l *lines) labels(turns []voice) []voice {
	var out []voice
	at := 0
	for n, p := range l.d.Paragraphs {
		first, last := l.paragraph(n)
		lb, ok := l.labelOf(first, last)
		if !ok || !lb.given {
			continue
		}
		for at < len(turns) && turns[at].words.End <= p.Start {
			at++
		}
		marks := marksOf(nil, l.d, p, first, last)
		for i, m := range marks {
			if m.first != lb.body || m.side&opens == 0 || n == 0 && m.family == single {
				continue // a headline shortens what was said
			}
			f := finder{d: l.d, last: last}
			if end := f.closing(marks, i); end >= 0 {
				q := f.made(m, &marks[end])
				v := voice{words: q.Span, name: lb.name, who: lb.who, rule: "label", kind: Direct}
				if at < len(turns) && turns[at].words.Overlaps(p) {
					if turns[at].words.End > q.outer.End { // the turn goes on behind the marks
						break
					}
					turns[at].words = text.Span{} // replaced by what stands in marks
				}
				out = append(out, v)
			}
			break
		}
	}
	return out
}
