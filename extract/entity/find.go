package entity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"storywatch/extract/text"
)

// Find says who is named where in d. Names of the lexicon are found wherever they stand; others where the text itself
// shows that they are names. It works on the nil lexicon too.
func (l *Lexicon) Find(d *text.Document) *Names {
	f := &finder{d: d, lex: l, lows: make([]string, len(d.Tokens)), ents: map[string]*ent{}, bySurname: map[string][]*ent{}, byFirst: map[string][]*ent{}, byLead: map[string]*ent{}}
	for i := range d.Tokens {
		f.lows[i] = lower(bare(f.word(i)))
	}
	for n, s := range d.Sentences {
		if n == 0 || s.Paragraph != d.Sentences[n-1].Paragraph {
			f.title = f.headline(n)
		}
		first := len(f.cands)
		shouted := f.shouted(s)
		line := f.title
		f.title = line || shouted > s.First
		f.runs = f.appendRuns(f.runs[:0], s.First, shouted)
		for _, r := range f.runs {
			f.split(r, s)
		}
		f.title = line
		f.runs = f.appendRuns(f.runs[:0], shouted, s.Last)
		for _, r := range f.runs {
			f.split(r, s)
		}
		f.dateline(s, f.cands[first:])
		f.camel(s)
	}
	slices.SortStableFunc(f.cands, func(a, b cand) int { return a.first - b.first })
	f.learn()
	f.link()
	f.belong()
	f.guessGender()
	return f.names()
}

// finder is what Find knows while it reads one document.
type finder struct {
	d     *text.Document
	lex   *Lexicon
	lows  []string // each token in lower case, without possessive
	runs  []run
	cands []cand
	title bool // what is being read is a headline in title case or in capitals

	ents      map[string]*ent     // by their words
	order     []*ent              // the same, as the text names them
	bySurname map[string][]*ent   // persons, and names that may be persons
	byFirst   map[string][]*ent   // first names of persons
	byLead    map[string]*ent     // an organisation by its name without legal form, or by its acronym
	upper     map[string]*ent     // names as capitals write them, made when first needed
	more      []cand              // the second and further names of runs in headlines
	lowSeen   map[string]struct{} // lower-case words of the text, made when first needed
}

// cand is a stretch of tokens that may be a name.
type cand struct {
	first, last int
	kind        Kind
	gender      Gender
	role        string
	of          string
	ofAt        int  // 1 + a token of the organisation that the role names
	honored     bool // Mr. or Mrs. tell the gender
	relative    bool // brought in as somebody's relative: "his wife Ada Hale"
	weak        bool // one word where any word would be capitalised
	prefixed    bool // begins with what may stand before a name
	maybe       bool // a word that is hardly ever a name: only as the surname of somebody named in full
	headline    bool
	entry       int // 1 + entry of the lexicon
	ent         *ent
}

// ent is somebody the text names.
type ent struct {
	name     string
	words    []string
	kind     Kind
	gender   Gender
	role     string
	of       string
	known    bool
	junior   bool // Jr., III
	relative bool // only ever brought in as somebody's relative
	first    int  // the token at which it is first named in full
	fulls    int  // how often it was named in full
	weak     bool // only ever seen where any word would be capitalised
	last     int  // 1 + the token at which it was named in full last and not in passing, while linking
	votes    [3]int
}

func (f *finder) word(i int) string { return f.d.Slice(f.d.Tokens[i].Span) }

func (f *finder) low(i int) string { return f.lows[i] }

// split cuts a run into names of the lexicon, titles and names.
func (f *finder) split(r run, s text.Sentence) {
	for i := r.first; i < r.last; i++ {
		entry, n := f.lex.at(f.d, i, r.last)
		if n == 0 || f.longerOrg(i+n, r.last) {
			continue
		}
		e := &f.lex.entries[entry]
		c := cand{first: i, last: i + n, kind: e.Kind, entry: entry + 1, of: e.Of, headline: f.title}
		if i > r.first {
			if e.Kind == Person {
				c.role, c.gender, c.ofAt = f.titleBefore(r.first, i, s)
			} else {
				f.split(run{r.first, i, r.opens}, s)
			}
		}
		f.apposition(&c, s)
		f.cands = append(f.cands, c)
		if i+n < r.last {
			f.split(run{i + n, r.last, false}, s)
		}
		return
	}
	f.unknown(r, s)
}

// longerOrg reports whether an organisation word right behind a name of the lexicon makes it another name ("Dow
// Foundation" is not Dow). A legal form does not.
func (f *finder) longerOrg(i, last int) bool {
	if i >= last || f.d.Tokens[i].Kind != text.Word || i > 0 && possessive(f.word(i-1)) {
		return false
	}
	o, ok := orgs[f.low(last-1)]
	return ok && !o.legal
}

// titleBefore reads tokens [first, last) before a person's name as a title. Words before the title proper are a name
// of their own ("Norvane Chief Executive"), and the organisation the person belongs to.
func (f *finder) titleBefore(first, last int, s text.Sentence) (role string, g Gender, ofAt int) {
	start := last
	for start > first && f.titleWord(start-1) {
		start--
	}
	if start > first {
		before := len(f.cands)
		for first < start && f.titleWord(first) && !chambers[f.low(first)] { // Chief Norvane Spokesman
			first++
		}
		if first < start {
			f.split(run{first, start, true}, s)
		}
		if n := len(f.cands); n > before && !f.cands[n-1].maybe {
			o := &f.cands[n-1]
			ofAt = o.first + 1
			if o.weak && !f.commonFirst(o.first) && !strings.HasSuffix(f.low(o.first), "time") {
				o.weak = false // Tidewell Chief Executive Ada Hale; but Longtime Mayor Ada Hale
			}
		}
	}
	honorOnly := true
	for i := start; i < last; i++ {
		if t := titles[f.low(i)]; t.gender != Any {
			g = t.gender
		}
		if f.d.Tokens[i].Kind == text.Word && !titles[f.low(i)].honor {
			honorOnly = false
		}
	}
	if start < last && !honorOnly {
		role = f.d.Text[f.d.Tokens[start].Start:f.d.Tokens[last-1].End]
	}
	return role, g, ofAt
}

// titleWord reports whether token i may belong to a title: a title word, a dot behind one, or the department of one.
func (f *finder) titleWord(i int) bool {
	if f.d.Tokens[i].Kind == text.Punct {
		return true
	}
	low := f.low(i)
	if _, ok := titles[low]; ok {
		return true
	}
	switch low {
	case "of", "the", "and", "&", "for":
		return true
	case "house", "senate", "assembly": // House Speaker
		return (i == 0 || f.low(i-1) != "white") && i+1 < len(f.d.Tokens) && isTitle(f.low(i+1))
	}
	return i > 0 && f.low(i-1) == "of" || i > 1 && f.low(i-2) == "of" || i > 2 && f.low(i-1) == "and"
}

// chambers are bodies that a title may begin with and that are names by themselves.
var chambers = map[string]bool{"house": true, "senate": true, "assembly": true}

// unknown reads a run without names of the lexicon.
func (f *finder) unknown(r run, s text.Sentence) {
	t := f.lastTitle(r)
	if t < 0 {
		f.plain(r.first, r.last, r, s, "", Any, 0, false)
		return
	}
	name := t + 1
	if name < r.last && f.word(name) == "." {
		name++
	}
	if name < r.last && (f.low(name) == "of" || f.low(name) == "for") { // Secretary of State John Kerry
		name = f.pastDepartment(name, r.last)
	}
	if name >= r.last { // a title without a name: what stands before it may be one
		start := t
		for start > r.first && f.titleWord(start-1) {
			start--
		}
		if start > r.first {
			f.plain(r.first, start, r, s, "", Any, 0, false)
		} else if r.last-r.first == 1 && titles[f.low(t)].name && !allUpper(f.word(t)) {
			f.cands = append(f.cands, cand{first: t, last: r.last, maybe: true}) // King said
		}
		return
	}
	end := name
	if name > t+1 && f.word(name-1) != "." {
		end = t + 1 // the department behind the title belongs to it
	}
	role, g, ofAt := f.titleBefore(r.first, end, s)
	if role != "" && end < name {
		from := f.d.Tokens[end-1].End - len(role)
		role = f.d.Text[from:f.d.Tokens[name-1].End]
	}
	f.plain(name, r.last, r, s, role, g, ofAt, true)
}

// lastTitle is the last title word of a run, or -1. Words that are modifiers only do not count, nor does a title word
// that is the name's last, or one in the name of an organisation.
func (f *finder) lastTitle(r run) int {
	if o, ok := orgs[f.low(r.last-1)]; ok && !o.legal && r.last-r.first > 1 && f.titleInOrg(r) {
		return -1
	}
	for i := r.last - 1; i >= r.first; i-- {
		t, ok := titles[f.low(i)]
		if !ok || t.mod {
			continue
		}
		if allUpper(f.word(i)) && len(f.word(i)) > 3 {
			continue
		}
		if t.name && i == r.last-1 && i > r.first && f.beforeSurname(i-1) {
			continue
		}
		if t.vague && i == r.first && i+1 < r.last && f.noPerson(i+1, r.last) {
			continue
		}
		if i > r.first+1 && f.inOrgName(r.first, i) {
			continue
		}
		return i
	}
	return -1
}

// beforeSurname reports whether a word behind token i may be a surname: a first name, an initial, or Mr. stands there.
func (f *finder) beforeSurname(i int) bool {
	if f.d.Tokens[i].Kind == text.Punct && i > 0 {
		i--
		if utf8.RuneCountInString(f.word(i)) == 1 {
			return true
		}
	}
	_, ok := firstNames[f.low(i)]
	return ok || titles[f.low(i)].honor || initials(f.word(i))
}

// noPerson reports whether what follows "General", "Major" or "Executive" is the rest of another sort of name.
func (f *finder) noPerson(i, last int) bool {
	low := f.low(last - 1)
	if _, ok := orgs[low]; ok {
		return true
	}
	switch low {
	case "electric", "mills", "atomics", "order", "orders", "branch", "privilege", "league", "session", "action", "election", "counsel", "motors":
		return true
	}
	return false
}

// inOrgName reports whether the title word at i stands in the name of an organisation: "Department of Justice".
func (f *finder) inOrgName(first, i int) bool {
	for k := i - 1; k > first; k-- {
		switch f.word(k) {
		case "of", "for":
			return orgs[f.low(k-1)].of
		case "and", "the":
		default:
			if !capital(f.word(k)) {
				return false
			}
		}
	}
	return false
}

// titleInOrg reports whether a run is an organisation although a title word stands in it ("National Lawyers Guild").
func (f *finder) titleInOrg(r run) bool {
	for i := r.first; i < r.last; i++ {
		if titles[f.low(i)].abbr || titles[f.low(i)].honor {
			return false
		}
	}
	return true
}

// pastDepartment is the token behind "of State", "of Homeland Security": up to a first name, else one word.
func (f *finder) pastDepartment(of, last int) int {
	i := of + 1
	if i < last && f.low(i) == "the" {
		i++
	}
	for k := i + 1; k < last; k++ {
		if _, ok := firstNames[f.low(k)]; ok {
			return k
		}
	}
	return last // no name follows, or none we can tell from the department
}

// text is a candidate's name: its words without the possessive, one blank between.
func (f *finder) text(c cand) string {
	name := f.d.Slice(f.span(c))
	for k := c.first + 1; k < c.last; k++ {
		a, b := f.d.Tokens[k-1].End, f.d.Tokens[k].Start
		if b > a && (b > a+1 || f.d.Text[a] != ' ') {
			return strings.Join(strings.Fields(name), " ")
		}
	}
	return name
}

// span is where a candidate's name stands, without the possessive.
func (f *finder) span(c cand) text.Span {
	last := f.d.Tokens[c.last-1]
	end := last.Start + len(bare(f.d.Slice(last.Span)))
	return text.Span{Start: f.d.Tokens[c.first].Start, End: end}
}

// camel notes names of the lexicon that stand outside runs: aliases without capitals.
func (f *finder) camel(s text.Sentence) {
	if f.lex == nil || len(f.lex.patterns) == 0 {
		return
	}
	for i := s.First; i < s.Last; i++ {
		if f.d.Tokens[i].Kind == text.Word && capital(f.word(i)) {
			continue
		}
		if entry, n := f.lex.at(f.d, i, s.Last); n > 0 {
			e := &f.lex.entries[entry]
			f.cands = append(f.cands, cand{first: i, last: i + n, kind: e.Kind, entry: entry + 1, of: e.Of})
			i += n - 1
		}
	}
}

func lower(w string) string {
	for i := 0; i < len(w); i++ {
		if c := w[i]; c >= 'A' && c <= 'Z' || c >= 0x80 {
			return strings.ReplaceAll(strings.ToLower(w), "’", "'")
		}
	}
	return w
}
