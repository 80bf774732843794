package export_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"storywatch/internal/export"
	"storywatch/store"
)

// The columns that programs rely on. New ones are appended to the line behind "+", nothing else ever changes here.
var promised = map[string]string{
	"items": `item_id change story_id story title source source_kind primary author url canonical_url published_at published_precision published_from first_seen_at
		updated_at observed_by revision copies copy_of topics entities quote_count top_quote top_quote_speaker dates amounts words language item_state body_sha256 fetched_at evidence`,
	"quotes": `quote_id item_id story_id speaker speaker_candidate speaker_mention speaker_confidence cue venue reported_by quote_kind quote sentence_before paragraph
		char_start char_end first_published_by attestations url published_at body_sha256
		speakers change versions`,
	"developments": `event_id development_id change story_id story type status actors object court docket event_date event_precision first_seen_at alerted_at alert confidence
		independent_sources sentence item_id url fragment_url body_sha256
		date date_inferred`,
	"awards": `award_id announced service award_kind awardee location small_business amount_usd amount_qualifier shared cumulative_usd obligated_usd contract_type piid base_piid
		modification description completion completion_date completion_precision contracting_activity bids corrects sentence item_id url body_sha256
		correction_effect corrects_day awarded_on place_of_performance foreign_sales other_piids`,
	"dates":  "date_id item_id text value precision role anchor zone_assumed sentence url",
	"copies": "item_id article_id",
}

func TestColumnsNeverMove(t *testing.T) {
	s := fresh(t)
	if len(export.Kinds) != len(promised) {
		t.Errorf("kinds %v: a new one needs its columns here", export.Kinds)
	}
	for _, what := range export.Kinds {
		t.Run(what, func(t *testing.T) {
			want := strings.Fields(promised[what])
			columns, err := export.Columns(what)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, c := range columns {
				got = append(got, c.Name)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("columns\n got %v\nwant %v", got, want)
			}
			header := strings.TrimSuffix(written(t, s, export.Request{What: what, Format: export.CSV}), "\r\n")
			if header != strings.Join(want, ",") {
				t.Errorf("an empty store gives %q", header)
			}
			if got := written(t, s, export.Request{What: what, Format: export.JSONL}); got != "" {
				t.Errorf("an empty store gives the JSON %q", got)
			}
		})
	}
}

func TestUnknownKindsAndFormats(t *testing.T) {
	s := fresh(t)
	for _, x := range []struct {
		r    export.Request
		want string
	}{
		{export.Request{What: "quots", Format: export.CSV}, `did you mean "quotes"?`},
		{export.Request{What: "weather", Format: export.CSV}, "one of items, quotes"},
		{export.Request{What: "items", Format: "xml"}, "csv or jsonl"},
	} {
		if _, err := export.Write(t.Context(), io.Discard, s, x.r); err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%+v: %v, want %q in it", x.r, err, x.want)
		}
	}
}

// table reads CSV as a program would.
func table(t testing.TB, text string) []map[string]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	all, err := r.ReadAll() // strict: every record has as many fields as the header
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, rec := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = rec[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// titlesInCSV exports one item for every title; the answer has the titles that are read back under the same keys.
func titlesInCSV(t testing.TB, titles map[string]string) (text string, got map[string]string) {
	t.Helper()
	s := fresh(t)
	n, keys := 0, map[string]string{}
	for key, title := range titles {
		n++
		o := report(n, title, "We will win,")
		keys[o.ExternalID] = key
		record(t, s, o)
	}
	text = written(t, s, export.Request{What: "items", Format: export.CSV})
	got = map[string]string{}
	for _, row := range table(t, text) {
		got[keys[row["item_id"]]] = row["title"]
	}
	if len(got) != len(titles) {
		t.Fatalf("%d of %d titles came back", len(got), len(titles))
	}
	return text, got
}

func TestCSVIsReadBackAsItWas(t *testing.T) {
	tests := map[string]struct{ title, want string }{
		"commas, quotation marks and breaks": {"a,b;\"c\"\nd \"\"\n", "a,b;\"c\"\nd \"\"\n"},
		"a break of Windows":                 {"a\r\nb", "a\nb"},
		"a break of old":                     {"a\rb", "a\nb"},
		"beyond ASCII":                       {"„Größe“ – 大きさ 🙂", "„Größe“ – 大きさ 🙂"},
		"NUL":                                {"a\x00b", "ab"},
		"no UTF-8":                           {"a\xffb", "a\uFFFDb"},
		"blanks at the ends":                 {" a ", " a "},
		"the end of a Postgres dump":         {`\.`, `\.`},
	}
	titles := map[string]string{}
	for name, tt := range tests {
		titles[name] = tt.title
	}
	text, got := titlesInCSV(t, titles)
	for name, tt := range tests {
		if got[name] != tt.want {
			t.Errorf("%s: got %q, want %q", name, got[name], tt.want)
		}
	}
	if strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Error("not all lines end in CRLF")
	}
}

func TestHostileCellsDoNotRun(t *testing.T) {
	tests := map[string]struct {
		title   string
		defused bool
	}{
		"formula":                  {"=1+1", true},
		"plus":                     {"+1+1", true},
		"minus":                    {"-1+1", true},
		"at":                       {"@SUM(1)", true},
		"tab":                      {"\t=1", true},
		"carriage return":          {"\r=1", true},
		"line feed":                {"\n=1", true},
		"full-width equals":        {"＝1+1", true},
		"full-width plus":          {"＋1", true},
		"full-width minus":         {"－1", true},
		"full-width at":            {"＠x", true},
		"behind blanks":            {"   =1+1", true},
		"behind no-break blanks":   {"\u00a0\u3000=1", true},
		"behind marks of no width": {"\u200b\u202e\ufeff=1", true},
		"behind a control":         {"\x01=1", true},
		"behind NUL":               {"\x00=1", true},
		"old exchange":             {"|calc", true},
		"minus and words":          {"-5 percent", true},
		"plus and words":           {"+49 jobs", true},
		"a negative number":        {"-5", false},
		"a number":                 {"+12.50", false},
		"a number and a formula":   {"-5+cmd|' /c calc'!A0", true},
		"a number and a break":     {"-5\n=1", true},
		"words":                    {"Port sues", false},
		"equals inside":            {"Port = harbor", false},
		"a dash":                   {"– so they say", false},
	}
	titles := map[string]string{}
	for name, tt := range tests {
		titles[name] = tt.title
	}
	_, got := titlesInCSV(t, titles)
	for name, tt := range tests {
		if strings.HasPrefix(got[name], "'") != tt.defused {
			t.Errorf("%s: %q became %q", name, tt.title, got[name])
		}
	}
}

func TestEveryNameOfAListIsDefused(t *testing.T) {
	s := fresh(t)
	record(t, s, report(1, "Port sues", "We will win,"))
	if got := table(t, written(t, s, export.Request{What: "items", Format: export.CSV}))[0]["topics"]; got != "port; '+law" {
		t.Errorf("topics %q", got)
	}
	award := table(t, written(t, s, export.Request{What: "awards", Format: export.CSV}))[0]
	if award["awardee"] != "'-5 percent Cranes" || award["amount_usd"] != "148600000" || award["obligated_usd"] != "" || award["bids"] != "" {
		t.Errorf("award %q", award)
	}
}

func TestExcelGetsAByteOrderMark(t *testing.T) {
	s := fresh(t)
	for _, excel := range []bool{false, true} {
		if got := written(t, s, export.Request{What: "copies", Format: export.CSV, Excel: excel}); strings.HasPrefix(got, "\uFEFF") != excel {
			t.Errorf("excel %v: %q", excel, got)
		}
	}
	if got := written(t, s, export.Request{What: "copies", Format: export.JSONL, Excel: true}); got != "" {
		t.Errorf("JSON has no mark: %q", got)
	}
}

func TestJSONHasTypes(t *testing.T) {
	s := fresh(t)
	record(t, s, report(1, "=1 <b>&", "We will win,"))
	read := func(what string) map[string]any {
		t.Helper()
		text := written(t, s, export.Request{What: what, Format: export.JSONL})
		var row map[string]any
		if err := json.Unmarshal([]byte(text), &row); err != nil || strings.Count(text, "\n") != 1 {
			t.Fatalf("%s: %v: %q", what, err, text)
		}
		want := strings.Fields(promised[what])
		at := -1
		for _, name := range want {
			i := strings.Index(text, fmt.Sprintf("%q:", name))
			if i < 0 || i < at && name != "date" && name != "text" && name != "url" {
				t.Errorf("%s: %s is not at its place", what, name)
			}
			at = i
		}
		if len(row) != len(want) {
			t.Errorf("%s: %d keys, want %d", what, len(row), len(want))
		}
		return row
	}
	tests := []struct {
		what, key string
		want      any
	}{
		{"items", "title", "=1 <b>&"}, // as it is: JSON is for programs
		{"items", "item_id", "doc-1"},
		{"items", "primary", false},
		{"items", "revision", 1.0},
		{"items", "topics", []any{"port", "+law"}},
		{"items", "amounts", []any{}},
		{"items", "published_at", "2031-03-04"},
		{"items", "first_seen_at", "2031-03-04T10:00:00Z"},
		{"developments", "event_date", ""},
		{"quotes", "speaker_confidence", .917},
		{"quotes", "quote", "We will win,"},
		{"quotes", "char_start", 60.0},
		{"developments", "actors", []any{"Port of Selby 1", "Norvane 1"}},
		{"developments", "alert", "now"},
		{"developments", "item_id", "doc-1"},
		{"developments", "date", ""},
		{"awards", "amount_usd", 148600000.0},
		{"awards", "bids", nil},
		{"dates", "value", "2031-03-09"},
		{"copies", "item_id", "doc-1"},
	}
	rows := map[string]map[string]any{}
	for _, tt := range tests {
		if rows[tt.what] == nil {
			rows[tt.what] = read(tt.what)
		}
		if got := rows[tt.what][tt.key]; !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s %s: got %#v, want %#v", tt.what, tt.key, got, tt.want)
		}
	}
	if text := written(t, s, export.Request{What: "items", Format: export.JSONL}); !strings.Contains(text, "<b>&") {
		t.Errorf("HTML is escaped: %s", text)
	}
}

func TestFilterNarrows(t *testing.T) {
	s := fresh(t)
	record(t, s, report(1, "One", "We will win,"))
	record(t, s, report(2, "Two", "We may lose,"))
	rows := table(t, written(t, s, export.Request{What: "quotes", Format: export.CSV, Filter: store.Filter{Since: day0.Add(90 * 60e9)}}))
	if len(rows) != 1 || rows[0]["item_id"] != "doc-2" {
		t.Errorf("got %v", rows)
	}
}

// A long export is handed on while it is read: the writer gets pieces of bounded size, and the last row is not waited for.
func TestRowsAreStreamed(t *testing.T) {
	s := fresh(t)
	for n := range 12 {
		record(t, s, report(n, "Port sues", fmt.Sprintf("We will win %d times %s,", n, strings.Repeat("over and over ", 1500))))
	}
	var sizes []int
	w := writerFunc(func(p []byte) (int, error) { sizes = append(sizes, len(p)); return len(p), nil })
	if _, err := export.Write(t.Context(), w, s, export.Request{What: "quotes", Format: export.CSV}); err != nil {
		t.Fatal(err)
	}
	if len(sizes) < 6 {
		t.Errorf("%d writes %v: the rows were gathered first", len(sizes), sizes)
	}
	ctx, cancel := context.WithCancel(t.Context())
	first := true
	_, err := export.Write(ctx, writerFunc(func(p []byte) (int, error) {
		if first {
			first = false
			cancel()
		}
		return len(p), nil
	}), s, export.Request{What: "quotes", Format: export.JSONL})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a stop in the middle gives %v", err)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

func TestFileIsWholeOrUntouched(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.csv")
	write := func(text string, err error) error {
		return export.File(path, func(w io.Writer) error {
			if _, werr := io.WriteString(w, text); werr != nil {
				return werr
			}
			return err
		})
	}
	content := func() string {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if err := write("one", nil); err != nil || content() != "one" {
		t.Fatalf("%v, %q", err, content())
	}
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	full := errors.New("the disk is full")
	if err := write("half", full); !errors.Is(err, full) || !strings.Contains(err.Error(), path) || content() != "one" {
		t.Errorf("%v, %q", err, content())
	}
	if err := write("two", nil); err != nil || content() != "two" {
		t.Errorf("%v, %q", err, content())
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file's permissions became %v, %v", info.Mode(), err)
	}
	link := filepath.Join(dir, "link.csv")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	if err := export.File(link, func(w io.Writer) error { _, err := io.WriteString(w, "three"); return err }); err != nil || content() != "three" {
		t.Errorf("through a link: %v, %q", err, content())
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 2 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	for _, bad := range []string{dir, filepath.Join(dir, "no", "folder", "x.csv")} {
		if err := export.File(bad, func(io.Writer) error { return nil }); err == nil || !strings.Contains(err.Error(), bad) {
			t.Errorf("%s: %v", bad, err)
		}
	}
	if err := export.File(os.DevNull, func(w io.Writer) error { _, err := io.WriteString(w, "x"); return err }); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Fatalf("the null device was replaced by a file: %v, %v", info, err)
	}
}
