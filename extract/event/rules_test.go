package event

import (
	"reflect"
	"strings"
	"testing"
)

// TestStatuses pins the order of each type's statuses: what is an upgrade and what a reversal hangs on it.
func TestStatuses(t *testing.T) {
	r := rules(t)
	want := map[string]string{
		"lawsuit": "considering threatened announced filed · dropped dismissed", "court-filing": "filed",
		"hearing": "scheduled postponed held", "injunction": "sought granted|denied stayed lifted",
		"ruling": "issued upheld|reversed vacated", "appeal": "announced filed heard decided",
		"settlement": "proposed reached approved|rejected", "designation": "considered threatened announced formal · blocked lifted",
		"ban": "considered threatened ordered in-force · blocked lifted", "agreement": "reported announced signed amended ended",
		"negotiation": "reported started offered raised stalled resumed rejected collapsed", "deadline": "set extended met|passed",
		"contract-award": "expected awarded · lost withdrawn", "contract-change": "ordered option-exercised modified",
		"contract-end": "threatened suspended terminated · reinstated", "bid-protest": "filed sustained|denied withdrawn",
		"legislation": "proposed introduced passed-chamber passed signed|vetoed failed", "regulation": "proposed published in-force withdrawn",
		"investigation": "opened expanded closed", "criminal-charges": "filed plea convicted|acquitted dropped",
		"personnel": "announced appointed resigned dismissed", "statement": "made corrected", "letter": "sent",
		"meeting": "scheduled held cancelled", "deployment": "reported announced started expanded ended",
	}
	for _, x := range r.Types() {
		var words []string
		for i, rung := range x.Statuses {
			if i == x.Undoing {
				words = append(words, undo)
			}
			words = append(words, strings.Join(rung, "|"))
		}
		if got := strings.Join(words, " "); got != want[x.Type] {
			t.Errorf("%s: %q, want %q", x.Type, got, want[x.Type])
		}
		if !reflect.DeepEqual(r.Statuses(x.Type), x.Statuses) {
			t.Errorf("%s: Statuses and Types disagree", x.Type)
		}
		delete(want, x.Type)
	}
	if len(want) > 0 {
		t.Errorf("missing: %v", want)
	}
	if r.Statuses("no-such-type") != nil {
		t.Error("an unknown type has statuses")
	}
}

func TestConfigTypes(t *testing.T) {
	r, err := Compile([]TypeDef{
		{Type: "ship-test", Phrases: []string{"sea trial of *", "maiden voyage of * -> sailed"}, Statuses: []string{"announced", "sailed|sunk"}, Level: Digest},
		{Type: "lawsuit", Phrases: []string{"~serve papers on -> filed"}},
	}, map[string]Level{"lawsuit": Digest, "meeting": Never})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, want string }{
		{"The sea trial of the Ost Star was announced on Monday.", "ship-test announced digest"},
		{"The Ost Star was sunk on the sea trial of its new engine.", "ship-test sunk digest"},
		{"The maiden voyage of the Ost Star ended on Monday.", "ship-test sailed digest"},
		{"There was no sea trial of the Ost Star.", ""},
		{"A sea trial of the Ost Star could follow.", ""},
		{"Tolvane Ferries served papers on the port on Monday.", "lawsuit filed digest"},
		{"Tolvane Ferries sued the port on Monday.", "lawsuit filed digest"},
		{"The harbor master met with the mayor on Monday.", "meeting held "},
	} {
		got := ""
		for _, x := range r.Find(input(c.text)) {
			if x.Ignored == "" {
				got += x.Type + " " + x.Status + " " + string(x.Level)
			}
		}
		if got != c.want {
			t.Errorf("%s\n  have %q, want %q", c.text, got, c.want)
		}
	}
}

func TestConfigMistakes(t *testing.T) {
	for _, c := range []struct {
		name  string
		types []TypeDef
		level map[string]Level
		want  []string // words of the error
	}{
		{"no name", []TypeDef{{Phrases: []string{"x y"}}}, nil, []string{"no name"}},
		{"no status", []TypeDef{{Type: "ship-test", Phrases: []string{"sea trial"}}}, nil, []string{"ship-test", "status"}},
		{"empty status", []TypeDef{{Type: "ship-test", Statuses: []string{"a|"}}}, nil, []string{"ship-test", "a|"}},
		{"status not listed", []TypeDef{{Type: "ship-test", Phrases: []string{"sea trial -> sunk"}, Statuses: []string{"sailed"}}}, nil, []string{"ship-test", "sea trial -> sunk", "sunk"}},
		{"phrase without a word", []TypeDef{{Type: "ship-test", Phrases: []string{"* of the"}, Statuses: []string{"sailed"}}}, nil, []string{"ship-test", "* of the"}},
		{"empty phrase", []TypeDef{{Type: "ship-test", Phrases: []string{""}, Statuses: []string{"sailed"}}}, nil, []string{"ship-test", "phrase"}},
		{"level", []TypeDef{{Type: "ship-test", Statuses: []string{"sailed"}, Level: "soon"}}, nil, []string{"ship-test", "soon"}},
		{"level of an unknown type", nil, map[string]Level{"ship-tst": Now}, []string{"ship-tst", "lawsuit"}},
		{"unknown level", nil, map[string]Level{"lawsuit": "soon"}, []string{"lawsuit", "soon"}},
	} {
		_, err := Compile(c.types, c.level)
		if err == nil {
			t.Errorf("%s: no error", c.name)
			continue
		}
		for _, w := range c.want {
			if !strings.Contains(err.Error(), w) {
				t.Errorf("%s: %q does not say %q", c.name, err, w)
			}
		}
	}
}

// TestRuleFileMistakes shows that a slip in rules.yaml is told by the name of its frame.
func TestRuleFileMistakes(t *testing.T) {
	const head = "types:\n  - {type: a, statuses: [x], level: now}\nframes:\n"
	for _, c := range []struct{ name, file, want string }{
		{"unknown key", head + "  - {name: f, typ: a}\n", "typ"},
		{"unknown type", head + "  - {name: f, type: b}\n", "f"},
		{"unknown status", head + "  - {name: f, type: a, status: z}\n", "z"},
		{"unknown mode", head + "  - {name: f, type: a, status: x, modes: {maybe: x}}\n", "maybe"},
		{"unknown form", head + "  - {name: f, type: a, status: x, forms: [gerund]}\n", "gerund"},
		{"type twice", "types:\n  - {type: a, statuses: [x]}\n  - {type: a, statuses: [x]}\n", "twice"},
	} {
		def, err := readRules([]byte(c.file))
		if err == nil {
			_, err = def.compile()
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want it to say %q", c.name, err, c.want)
		}
	}
}
