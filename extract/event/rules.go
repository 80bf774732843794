package event

import (
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"storywatch/extract/entity"
)

//go:embed rules.yaml
var rulesFile []byte

// Rules is the compiled rule file with a config's additions. It is read only, and safe for use by several goroutines.
type Rules struct {
	types   []TypeInfo
	byType  map[string]*typeRule
	frames  []*frame
	byVerb  map[string][]verbFrame // by inflected form
	byWord  map[string][]*frame    // phrases, by first word; "" for those that begin with a name or a gap
	govern  map[string]governor
	lists   lists
	irr     irregular
	example []frameDef // for the test that runs the examples
}

// TypeInfo is one type of development as it stands after a config was added.
type TypeInfo struct {
	Type string
	// Statuses in order; opposite ends stand in one rung: [[sought] [granted denied] [stayed] [lifted]].
	Statuses [][]string
	// Undoing is the first rung that undoes what the rungs before it did ("blocked" after "formal"); len(Statuses)
	// when none does.
	Undoing int
	Level   Level
}

type typeRule struct {
	TypeInfo
	Modes  map[mode]string
	Quiet  map[string]bool // statuses that never alert
	over   map[string]bool // types that this one swallows in the same sentence
	future map[string]bool // statuses whose date lies ahead
	pair   bool            // it takes two
	nearby bool            // parties may stand anywhere in the sentence
	state  map[string]bool // statuses that last: how things stand, not what happened
	single bool            // one docket or contract has one
	doer   bool            // who does it does it for himself: of two doers each has his own
	apart  []entity.Kind   // kinds of party of which one happening has one: another company, another deal
	rung   map[string]int
}

// governor is a word that says how real the verb behind it is: "threatened to", "considering", "denied".
type governor struct {
	mode mode
	form form
}

type frame struct {
	def      frameDef
	typ      *typeRule
	modes    map[mode]string
	subject  phrases
	object   phrases
	phrase   []phrase
	near     phrases
	not      phrases
	specific int
	gap      int
	config   []string // statuses of a config's type without frames: chosen by the words of the sentence
}

type verbFrame struct {
	form form
	tail []string // "strike down": the words right behind the verb
	f    *frame
}

// undo separates in a list of statuses those that come about from those that undo it.
const undo = "·"

// Compile reads the built-in rules, adds the types of a config, and sets levels. Types in extra that exist already are
// extended: statuses that are new are put at the end, phrases are added. Errors name the type and the phrase.
func Compile(extra []TypeDef, levels map[string]Level) (*Rules, error) {
	def, err := readRules(rulesFile)
	if err != nil {
		return nil, fmt.Errorf("rules.yaml: %w", err)
	}
	r, err := def.compile()
	if err != nil {
		return nil, fmt.Errorf("rules.yaml: %w", err)
	}
	for _, x := range extra {
		if err := r.extend(x); err != nil {
			return nil, err
		}
	}
	for name, l := range levels {
		t, ok := r.byType[name]
		if !ok {
			return nil, fmt.Errorf("level %q for development type %q: there is no such type (known: %s)", l, name, r.known())
		}
		if l != Now && l != Digest && l != Never {
			return nil, fmt.Errorf("development type %s: level %q is none of now, digest and never", name, l)
		}
		t.Level = l
	}
	return r, nil
}

func readRules(file []byte) (*ruleDef, error) {
	var def ruleDef
	err := yaml.NewDecoder(bytes.NewReader(file), yaml.Strict()).Decode(&def)
	if err != nil && err != io.EOF {
		return nil, err
	}
	return &def, nil
}

// Types are the types in the order of the rule file, those of a config behind them.
func (r *Rules) Types() []TypeInfo {
	out := make([]TypeInfo, len(r.types))
	for i, t := range r.types {
		out[i] = r.byType[t.Type].TypeInfo
	}
	return out
}

// Statuses are the statuses of a type in order; opposite ends ("granted", "denied") share a rung. nil for an unknown type.
func (r *Rules) Statuses(typ string) [][]string {
	if t, ok := r.byType[typ]; ok {
		return t.Statuses
	}
	return nil
}

func (r *Rules) known() string {
	return strings.Join(slices.Sorted(maps.Keys(r.byType)), ", ")
}

func (def *ruleDef) compile() (*Rules, error) {
	r := &Rules{
		byType: map[string]*typeRule{}, byVerb: map[string][]verbFrame{}, byWord: map[string][]*frame{},
		govern: map[string]governor{}, irr: irregular{}, example: def.Frames,
	}
	for lemma, forms := range def.Irregular {
		f := strings.Fields(forms)
		if len(f) != 2 {
			return nil, fmt.Errorf("irregular verb %q: want past and participle, have %q", lemma, forms)
		}
		r.irr[lemma] = [2]string{f[0], f[1]}
	}
	r.lists = def.Lists.compile(r.irr)
	if err := r.addGovernors(def.Modes); err != nil {
		return nil, err
	}
	for _, t := range def.Types {
		if err := r.addType(t); err != nil {
			return nil, err
		}
	}
	for _, f := range def.Frames {
		if err := r.addFrame(f); err != nil {
			return nil, fmt.Errorf("frame %q: %w", f.Name, err)
		}
	}
	return r, nil
}

// addGovernors fills the governors: verbs in all their forms first, then single words ("=going"), which win.
func (r *Rules) addGovernors(modes map[string][]string) error {
	from := map[string]string{}
	var err error
	for _, name := range slices.Sorted(maps.Keys(modes)) {
		m, ok := modeNames[name]
		if !ok {
			return fmt.Errorf("governors: %q is no mode", name)
		}
		for _, verb := range modes[name] {
			if strings.HasPrefix(verb, "=") {
				continue
			}
			if other, twice := from[verb]; twice {
				err = fmt.Errorf("governors: %q stands under %s and under %s", verb, other, name)
			}
			from[verb] = name
			r.irr.inflect(verb, func(word string, f form) { r.govern[word] = governor{m, r.govern[word].form | f} })
		}
	}
	for _, name := range slices.Sorted(maps.Keys(modes)) {
		for _, w := range modes[name] {
			if noun, ok := strings.CutPrefix(w, "="); ok {
				r.govern[noun] = governor{modeNames[name], 0}
			}
		}
	}
	return err
}

func (r *Rules) addType(d typeDef) error {
	if d.Type == "" || r.byType[d.Type] != nil {
		return fmt.Errorf("type %q is empty or given twice", d.Type)
	}
	t := &typeRule{
		TypeInfo: TypeInfo{Type: d.Type, Level: Level(d.Level)}, Modes: map[mode]string{},
		Quiet: set(d.Quiet), over: set(d.Over), future: set(d.Future), nearby: d.Nearby, pair: d.Pair, state: set(d.State), single: d.Single, doer: d.Doer, rung: map[string]int{},
	}
	for _, k := range d.Apart {
		t.apart = append(t.apart, entity.Kind(k))
	}
	if err := t.addStatuses(d.Statuses); err != nil {
		return err
	}
	if t.Level != Now && t.Level != Digest && t.Level != Never {
		return fmt.Errorf("type %s: level %q is none of now, digest and never", d.Type, d.Level)
	}
	for m, s := range d.Modes {
		if _, ok := t.rung[s]; !ok {
			return fmt.Errorf("type %s: mode %s gives status %q, which is not in its list", d.Type, m, s)
		}
		k, ok := modeNames[m]
		if !ok {
			return fmt.Errorf("type %s: %q is no mode", d.Type, m)
		}
		t.Modes[k] = s
	}
	for _, l := range [][]string{d.Quiet, d.Future, d.State} {
		for _, s := range l {
			if _, ok := t.rung[s]; !ok {
				return fmt.Errorf("type %s: status %q is not in its list", d.Type, s)
			}
		}
	}
	r.byType[d.Type] = t
	r.types = append(r.types, t.TypeInfo)
	return nil
}

func (t *typeRule) addStatuses(list []string) error {
	undoing := -1
	for _, s := range list {
		if s == undo {
			undoing = len(t.Statuses)
			continue
		}
		var ends []string
		for e := range strings.SplitSeq(s, "|") {
			e = strings.TrimSpace(e)
			if e == "" {
				return fmt.Errorf("type %s: empty status in %q", t.Type, s)
			}
			if _, ok := t.rung[e]; ok {
				continue // an existing type that a config extends may repeat what it has
			}
			t.rung[e] = len(t.Statuses)
			ends = append(ends, e)
		}
		if len(ends) > 0 {
			t.Statuses = append(t.Statuses, ends)
		}
	}
	if len(t.Statuses) == 0 {
		return fmt.Errorf("type %s: it needs at least one status, in order (opposite ends as granted|denied)", t.Type)
	}
	switch {
	case undoing >= 0:
		t.Undoing = undoing
	case t.Undoing == 0:
		t.Undoing = len(t.Statuses)
	}
	return nil
}

func (r *Rules) addFrame(d frameDef) error {
	t := r.byType[d.Type]
	if t == nil {
		return fmt.Errorf("unknown type %q", d.Type)
	}
	f := &frame{
		def: d, typ: t, modes: map[mode]string{}, subject: r.compilePhrases(d.Subject), object: r.compilePhrases(d.Object),
		near: r.compilePhrases(d.Near), not: r.compilePhrases(d.Not), gap: d.Gap,
	}
	if f.gap == 0 {
		f.gap = defaultGap
	}
	for _, s := range append([]string{d.Status}, values(d.Modes)...) {
		if _, ok := t.rung[s]; !ok && s != "" && s != "-" {
			return fmt.Errorf("type %s has no status %q", d.Type, s)
		}
	}
	for m, s := range d.Modes {
		k, ok := modeNames[m]
		if !ok {
			return fmt.Errorf("%q is no mode", m)
		}
		f.modes[k] = s
	}
	for _, n := range []int{len(d.Subject), len(d.Object), len(d.Near), len(d.Phrase)} {
		if n > 0 {
			f.specific++
		}
	}
	forms, err := formSet(d.Forms)
	if err != nil {
		return err
	}
	r.frames = append(r.frames, f)
	for _, v := range d.Verb {
		words := strings.Fields(v)
		if len(words) == 0 {
			return fmt.Errorf("empty verb")
		}
		r.irr.inflect(words[0], func(w string, g form) {
			if g &= forms; g == 0 {
				return
			}
			for i, x := range r.byVerb[w] { // one entry a frame: cut is base, past and participle
				if x.f == f && strings.Join(x.tail, " ") == strings.Join(words[1:], " ") {
					r.byVerb[w][i].form |= g
					return
				}
			}
			r.byVerb[w] = append(r.byVerb[w], verbFrame{g, words[1:], f})
		})
	}
	for _, s := range d.Phrase {
		if err := r.addPhrase(f, s); err != nil {
			return err
		}
	}
	return nil
}

func (r *Rules) addPhrase(f *frame, s string) error {
	p := r.irr.phrase(s)
	if len(p.parts) == 0 || p.parts[0].kind == partGap || p.parts[0].kind == partName && len(p.parts) == 1 {
		return fmt.Errorf("phrase %q: it must begin with a word (a * or @ may follow)", s)
	}
	f.phrase = append(f.phrase, p)
	for _, w := range p.firstWords() {
		if !hasFrame(r.byWord[w], f) {
			r.byWord[w] = append(r.byWord[w], f)
		}
	}
	return nil
}

var formNames = map[string]form{"base": formBase, "s": formS, "past": formPast | formPart, "ing": formIng}

// formSet is the forms a frame takes; all when it names none.
func formSet(names []string) (form, error) {
	if len(names) == 0 {
		return ^form(0), nil
	}
	var f form
	for _, n := range names {
		g, ok := formNames[n]
		if !ok {
			return 0, fmt.Errorf("%q is no form (base, s, past, ing)", n)
		}
		f |= g
	}
	return f, nil
}

func hasFrame(fs []*frame, f *frame) bool {
	for _, x := range fs {
		if x == f {
			return true
		}
	}
	return false
}

// firstWords are the words a match can begin with; "" when a name or number can.
func (p phrase) firstWords() []string {
	switch first := p.parts[0]; first.kind {
	case partWord:
		var out []string
		for _, w := range first.words {
			w = strings.TrimPrefix(w, "=")
			out = append(out, w, w+"s", w+"'s", w+"es")
		}
		return out
	case partVerb:
		var out []string
		for w := range first.forms {
			out = append(out, w)
		}
		return out
	default:
		return []string{""}
	}
}

func (r *Rules) compilePhrases(list []string) phrases {
	out := make(phrases, 0, len(list))
	for _, s := range list {
		out = append(out, r.irr.phrase(s))
	}
	return out
}

func values(m map[string]string) []string {
	out := make([]string, 0, len(m))
	for _, v := range m {
		out = append(out, v)
	}
	return out
}

func set(words []string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
