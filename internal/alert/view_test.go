package alert

import (
	"html"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"storywatch/store"
)

func TestClean(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"line breaks end no header", "Port sued\r\nBcc: all@paper.example", "Port sued Bcc: all@paper.example"},
		{"other line ends", "a\u2028b\u2029c\u0085d\ve", "a b c d e"},
		{"control characters", "a\x00b\x1b[31mc\x7fd\u009be", "ab[31mcde"},
		{"marks of direction", "\u202eevil\u202c \u2066x\u2069 \u200fy\u061c", "evil x y"},
		{"what cannot be seen", "zero\u200bwidth\ufeff soft\u00adhyphen tag\U000e0041", "zerowidth softhyphen tag"},
		{"invalid UTF-8", "a\xff\xfeb", "ab"},
		{"joiners stay", "می\u200cخواهم 👩\u200d🔧", "می\u200cخواهم 👩\u200d🔧"},
		{"blanks", "  many \t blanks\u00a0here ", "many blanks here"},
	}
	for _, tt := range tests {
		if got := clean(tt.in); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\r\nb \x1b[0m \u202e")
	f.Add("ORRIN (Meridian Wire) — The council")
	f.Fuzz(func(t *testing.T, s string) {
		c := clean(s)
		if !utf8.ValidString(c) || strings.ContainsFunc(c, unicode.IsControl) || clean(c) != c {
			t.Errorf("%q becomes %q", s, c)
		}
		withoutDateline(c)
		if n := utf8.RuneCountInString(cut(c, 20)); n > 20 {
			t.Errorf("cut to %d", n)
		}
		webAddress(s)
	})
}

func TestWithoutDateline(t *testing.T) {
	tests := []struct{ in, want string }{
		{"ORRIN (Meridian Wire) — The council voted.", "The council voted."},
		{"ORRIN, March 3 (Meridian Wire) - The council voted.", "The council voted."},
		{"NEW ORRIN, Vale. – “No,” said the mayor.", "“No,” said the mayor."},
		{"ST. ORRIN -- Three ships left.", "Three ships left."},
		{"Orrin (MW) — Three ships left.", "Three ships left."},
		{"ORRIN/SALTMARSH, 3 March (Meridian Wire) — 40 ships left.", "40 ships left."},
		{"NORVANE — which built the pier — sued.", "NORVANE — which built the pier — sued."},
		{"The council (in Orrin) voted — again.", "The council (in Orrin) voted — again."},
		{"Norvane sued the agency — The Gull reported it first.", "Norvane sued the agency — The Gull reported it first."},
		{"Norvane-built cranes failed.", "Norvane-built cranes failed."},
		{"", ""},
	}
	for _, tt := range tests {
		if got := withoutDateline(tt.in); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestSubject(t *testing.T) {
	suit := store.EventRow{Change: "new", Type: "lawsuit", Status: "filed", Source: "Saltmarsh Gull", Sentence: "ORRIN (Meridian Wire) — Norvane sued the Port Agency on Monday."}
	back := store.EventRow{Change: "withdrawn", Type: "contract-award", Status: "withdrawn", Source: "Port Agency", Sentence: "The award of March 2 was made in error."}
	said := suit
	said.Sentence = "“We will not sign,” said Mara Holm."
	long := suit
	long.Sentence = strings.Repeat("Norvane sued the Port Agency again ", 20)
	hostile := suit
	hostile.Source, hostile.Sentence = "Gull\r\nBcc: all@paper.example", "Sued\nX-Evil: 1"
	tests := []struct {
		name   string
		events []store.EventRow
		want   string
	}{
		{"a report with the source's sentence", []store.EventRow{suit}, "Saltmarsh Gull reports: lawsuit (filed): “Norvane sued the Port Agency on Monday.”"},
		{"its own quotation marks are enough", []store.EventRow{said}, "Saltmarsh Gull reports: lawsuit (filed): “We will not sign,” said Mara Holm."},
		{"what takes back comes first", []store.EventRow{suit, back}, "Port Agency reports: withdrawn: contract-award (withdrawn): “The award of March 2 was made in error.” (+1 more)"},
		{"no status", []store.EventRow{{Change: "new", Type: "letter", Source: "Gull", Sentence: "A letter went."}}, "Gull reports: letter: “A letter went.”"},
		{"no second header", []store.EventRow{hostile}, "Gull Bcc: all@paper.example reports: lawsuit (filed): “Sued X-Evil: 1”"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := subject(tt.events); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
	got := subject([]store.EventRow{long, suit, suit})
	if n := utf8.RuneCountInString(got); n > MaxSubject || n < MaxSubject-20 || !strings.HasSuffix(got, "…” (+2 more)") {
		t.Errorf("%d code points: %q", n, got)
	}
}

func TestEventView(t *testing.T) {
	s := &Sender{Settings: Settings{Zone: zone(t, "America/New_York")}}
	full := store.EventRow{
		ID: "e7", Change: "upgrade", Type: "lawsuit", Status: "filed", StatusBefore: "announced", Actors: []string{"Norvane", "Port Agency"},
		Court: "Harbor Court", Docket: "HC-17", Date: "2026-03-02", DateInferred: true, SeenAt: at("2026-03-02 14:05"), Confidence: .93, Independent: 2,
		Source: "Gull", AttributedTo: "Mara Holm", Sentence: "ORRIN (Meridian Wire) — Norvane sued.", URL: "https://gull.example/1", FragmentURL: "https://gull.example/1#:~:text=x",
	}
	want := eventView{
		ID: "e7", Label: "upgrade: lawsuit (filed), before: announced", Sentence: "“ORRIN (Meridian Wire) — Norvane sued.”", Whose: "Mara Holm, as Gull reports",
		When: "2026-03-02 (inferred from the publication date); seen 2026-03-02 09:05 EST", Parties: "Norvane, Port Agency", Case: "Harbor Court, HC-17",
		Certain: "confidence 0.93, 2 independent sources", URL: "https://gull.example/1#:~:text=x",
	}
	if got := s.eventView(full); got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	tests := []struct {
		name   string
		change func(*store.EventRow)
		field  func(eventView) string
		want   string
	}{
		{"a speaker below the bound", func(e *store.EventRow) { e.Confidence = .89 }, func(v eventView) string { return v.Whose }, "speaker not established (perhaps Mara Holm), as Gull reports"},
		{"a speaker at the bound", func(e *store.EventRow) { e.Confidence = .9 }, func(v eventView) string { return v.Whose }, "Mara Holm, as Gull reports"},
		{"no speaker", func(e *store.EventRow) { e.AttributedTo = "" }, func(v eventView) string { return v.Whose }, "Gull in its own words"},
		{"a stated date", func(e *store.EventRow) { e.DateInferred = false }, func(v eventView) string { return v.When }, "2026-03-02; seen 2026-03-02 09:05 EST"},
		{"no date", func(e *store.EventRow) { e.Date = "" }, func(v eventView) string { return v.When }, "date not stated; seen 2026-03-02 09:05 EST"},
		{"no docket", func(e *store.EventRow) { e.Docket = "" }, func(v eventView) string { return v.Case }, "Harbor Court"},
		{"unconfirmed", func(e *store.EventRow) { e.Unconfirmed = true }, func(v eventView) string { return v.Warning }, "Unconfirmed: it waits for a second voice."},
		{"one voice", func(e *store.EventRow) { e.Independent = 0 }, func(v eventView) string { return v.Certain }, "confidence 0.93, 1 independent source"},
		{"no fragment", func(e *store.EventRow) { e.FragmentURL = "" }, func(v eventView) string { return v.URL }, "https://gull.example/1"},
		{"an address that runs", func(e *store.EventRow) { e.URL, e.FragmentURL = "javascript:alert(1)", "javascript:alert(1)#:~:text=x" }, func(v eventView) string { return v.URL }, ""},
		{"an address with a line break", func(e *store.EventRow) { e.URL, e.FragmentURL = "https://gull.example/\r\nX: 1", "" }, func(v eventView) string { return v.URL }, ""},
		{"an address with a blank", func(e *store.EventRow) { e.URL, e.FragmentURL = "https://gull.example/a b", "" }, func(v eventView) string { return v.URL }, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := full
			tt.change(&e)
			if got := tt.field(s.eventView(e)); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

var (
	styles = regexp.MustCompile(`(?s)<head>.*</head>`)
	tags   = regexp.MustCompile(`<[^>]*>`)
	links  = regexp.MustCompile(`https?://\S+`)
)

// words are the words of a message, without marks of layout.
func words(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("*-—", r) }), " ")
}

func TestTextAndHTMLSayTheSame(t *testing.T) {
	event := eventView{
		ID: "e7", Label: "withdrawn: contract-award (withdrawn)", Sentence: "“<script>alert(1)</script> & \"more\" 'words'”", Whose: "Gull in its own words",
		Before: "2026-03-02, contract-award (awarded): “Norvane won <b>it</b>.”", When: "2026-03-02; seen 2026-03-02 09:05 EST", Parties: "Norvane", Case: "QX-1",
		Certain: "confidence 0.93, 1 independent source", URL: `https://gull.example/?a="onmouseover="x&b=<i>`, Warning: "Unconfirmed: it waits for a second voice.",
	}
	bare := eventView{ID: "e8", Label: "new: letter", Sentence: "“A letter went.”", Whose: "Gull in its own words", When: "date not stated", Certain: "confidence 0.50"}
	views := map[string]view{
		"one event":   {Subject: "s", Stories: []storyView{{Title: "Title </title><img src=x onerror=alert(1)>", Events: []eventView{event}}}, Why: []string{"Because."}, Footer: []string{"Verify."}},
		"two stories": {Subject: "s", Heading: "Digest", Stories: []storyView{{Title: "One", Events: []eventView{event, bare}, Earlier: []string{"2026-03-01, letter: “x”", "y"}}, {Title: "Two", Events: []eventView{bare}}}, Health: []string{"Tern: blocked since 2026-03-01"}, Why: []string{"Because.", "Fewer."}},
		"nothing":     {Subject: "s", Heading: "Nothing new, 3 sources read", Why: []string{"Sign of life."}},
	}
	for name, v := range views {
		t.Run(name, func(t *testing.T) {
			text, page, err := render(v)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(page, "<script") || strings.Contains(page, "<img") || strings.Contains(page, "ZgotmplZ") || strings.Contains(page, `"onmouseover`) {
				t.Errorf("the page can be made to run something:\n%s", page)
			}
			got := words(links.ReplaceAllString(text, ""))
			want := words(html.UnescapeString(tags.ReplaceAllString(styles.ReplaceAllString(page, ""), " ")))
			if got != want {
				t.Errorf("text %s\nHTML %s", got, want)
			}
			for line := range strings.Lines(text) {
				if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > wrapAt && !strings.Contains(line, "://") {
					t.Errorf("%d code points: %q", n, line)
				}
			}
		})
	}
}

func TestLinkOfTheSentence(t *testing.T) {
	const address = "https://gull.example/1?a=1&b=2#:~:text=Norvane%20sued%2C%20it%20said"
	text, page, err := render(view{Stories: []storyView{{Events: []eventView{{URL: address}}}}})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text, "\n  "+address+"\n") || !strings.Contains(page, `<a href="`+html.EscapeString(address)+`">`) {
		t.Errorf("the address is not whole:\n%s\n%s", text, page)
	}
}

func TestWrap(t *testing.T) {
	got := wrap("  When: ", strings.Repeat("word ", 20))
	want := "  When: " + strings.TrimSpace(strings.Repeat("word ", 13)) + "\n    " + strings.TrimSpace(strings.Repeat("word ", 7))
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := wrap("- ", strings.Repeat("x", 100)); got != "- "+strings.Repeat("x", 100) {
		t.Errorf("a long word: %q", got)
	}
}

func TestHead(t *testing.T) {
	var h head
	for range 3 {
		if n, err := h.Write(make([]byte, maxAnswer-1)); n != maxAnswer-1 || err != nil {
			t.Fatal(n, err)
		}
	}
	if len(h.kept) != maxAnswer {
		t.Errorf("%d bytes are kept", len(h.kept))
	}
}
