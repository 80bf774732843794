package store_test

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"storywatch/store"
)

func TestListings(t *testing.T) {
	s := world(t)
	later := day0.Add(time.Hour)
	type listing func(testing.TB, *store.Store, store.Filter) []string
	tests := []struct {
		name   string
		list   listing
		filter store.Filter
		want   string
	}{
		{"items in the order they became known", itemIDs, store.Filter{}, "i1 doc-2 i5"},
		{"items, newest first", itemIDs, store.Filter{Newest: true}, "i5 doc-2 i1"},
		{"items, one", itemIDs, store.Filter{Limit: 1}, "i1"},
		{"items since", itemIDs, store.Filter{Since: later}, "doc-2 i5"},
		{"items until", itemIDs, store.Filter{Until: later}, "i1"},
		{"items of a story", itemIDs, store.Filter{Story: 1}, "i1 doc-2"},
		{"items of a source", itemIDs, store.Filter{Source: "quay wire"}, "doc-2 i5"},
		{"items a speaker is quoted in", itemIDs, store.Filter{Speaker: "lindqvist"}, "i1 doc-2"},
		{"items about a type", itemIDs, store.Filter{Type: "lawsuit"}, "i1 doc-2"},
		{"items of a state", itemIDs, store.Filter{State: "off-topic"}, "i3"},
		{"items of all states", itemIDs, store.Filter{State: "all"}, "i1 doc-2 i3 i4 i5"},
		{"items changed since an export", itemIDs, store.Filter{AfterSeq: 2, UpToSeq: 5}, "i1"},
		{"items searched, title before text", itemIDs, store.Filter{Search: "crane"}, "i5 i1"},
		{"items searched in the newest text only", itemIDs, store.Filter{Search: "million"}, "i1"},
		{"items searched by the stem", itemIDs, store.Filter{Search: "suing court"}, "i1"},
		{"items searched for a phrase", itemIDs, store.Filter{Search: `"port sues crane"`}, "i1"},
		{"items searched, every word must occur", itemIDs, store.Filter{Search: "crane lindqvist wall"}, ""},
		{"quotes", quoteIDs, store.Filter{}, "q1 q2"},
		{"quotes of a speaker", quoteIDs, store.Filter{Speaker: "MARA"}, "q1"},
		{"quotes of a story", quoteIDs, store.Filter{Story: 1}, "q1 q2"},
		{"quotes searched", quoteIDs, store.Filter{Search: "win"}, "q1"},
		{"quotes searched by speaker", quoteIDs, store.Filter{Search: "lindqvist win"}, "q1"},
		{"quotes of a source, by first place", quoteIDs, store.Filter{Source: "Quay Wire"}, "q2"},
		{"quotes of a kind", quoteIDs, store.Filter{Type: "indirect"}, ""},
		{"quotes since an export", quoteIDs, store.Filter{AfterSeq: 3}, "q2"},
		{"quotes searched by the beginning of a word", quoteIDs, store.Filter{Search: "lindq* WIN"}, "q1"},
		{"quotes searched for a possessive", quoteIDs, store.Filter{Search: "Lindqvist’s win"}, "q1"},
		{"quotes searched for words that are operators elsewhere", quoteIDs, store.Filter{Search: "we OR win"}, ""},
		{"items searched with accents that the text has not", itemIDs, store.Filter{Search: "Máră líndqvist"}, "doc-2 i1"},
		{"items searched with a hyphen", itemIDs, store.Filter{Search: "crane-builder"}, "i1"},
		{"items searched for a phrase in guillemets", itemIDs, store.Filter{Search: "«in court»"}, "i1"},
		{"items searched for words in the wrong order of a phrase", itemIDs, store.Filter{Search: "„court in“"}, ""},
		{"events", eventIDs, store.Filter{}, "e1 e2 e3 e4"},
		{"events of a type", eventIDs, store.Filter{Type: "lawsuit"}, "e1 e2"},
		{"events of a change", eventIDs, store.Filter{State: "upgrade"}, "e2 e4"},
		{"events of an actor", eventIDs, store.Filter{Speaker: "port of selby", Newest: true}, "e2 e1"},
		{"events searched", eventIDs, store.Filter{Search: "builder lawsuit"}, "e2"},
		{"events since", eventIDs, store.Filter{Since: later}, "e2 e3 e4"},
		{"stories", storyIDs, store.Filter{}, "s1 s2"},
		{"stories that saw something since", storyIDs, store.Filter{Since: later}, "s1"},
		{"stories searched by their items", storyIDs, store.Filter{Search: "crane"}, "s1"},
		{"stories searched for nothing that is a word", storyIDs, store.Filter{Search: "!!"}, ""},
		{"stories of a speaker", storyIDs, store.Filter{Speaker: "Lindqvist"}, "s1"},
		{"stories of a source", storyIDs, store.Filter{Source: "Harbor Gazette"}, "s1"},
		{"stories with a type", storyIDs, store.Filter{Type: "hearing"}, "s1"},
		{"stories, closed", storyIDs, store.Filter{State: "closed"}, ""},
		{"awards", awardIDs, store.Filter{}, "a1"},
		{"awards of a kind", awardIDs, store.Filter{Type: "other"}, ""},
		{"awards searched", awardIDs, store.Filter{Search: "falk CRANES x-1"}, "a1"},
		{"awards of a story", awardIDs, store.Filter{Story: 2}, ""},
		{"dates", dateIDs, store.Filter{}, "t1"},
		{"dates of a role", dateIDs, store.Filter{Type: "deadline", Story: 1}, "t1"},
		{"dates searched", dateIDs, store.Filter{Search: "2026-03 million"}, "t1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(tt.list(t, s, tt.filter), " "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestItemRow(t *testing.T) {
	s := world(t)
	rows := map[string]store.ItemRow{}
	if err := s.EachItem(t.Context(), store.Filter{}, func(r store.ItemRow) error { rows[r.ID] = r; return nil }); err != nil {
		t.Fatal(err)
	}
	want := store.ItemRow{
		ID: "i1", Change: "revised", StoryID: "s1", Story: "Port sues builder", Title: "Port sues crane builder", Source: "Harbor Gazette", SourceKind: "feed",
		Author: "Ida Brandt; Jo Falk", URL: "https://gazette.example/port", CanonicalURL: "https://gazette.example/port",
		PublishedAt: "2026-03-02T08:00:00Z", PublishedPrecision: "minute", PublishedFrom: "json-ld",
		FirstSeenAt: day0, UpdatedAt: day0.Add(2 * time.Hour), ObservedBy: "feed", Revision: 2, Copies: 1,
		Topics: []string{"port"}, Entities: []string{"Mara Lindqvist", "Port of Selby"}, QuoteCount: 1, TopQuote: "We will win", TopQuoteSpeaker: "Mara Lindqvist",
		Dates: []string{"2026-03-09"}, Amounts: []string{"$4 million"}, Words: 18, Language: "en", State: "ok", BodySHA256: "aa", Evidence: "kept", Seq: 3,
	}
	if !reflect.DeepEqual(rows["i1"], want) {
		t.Errorf("got  %+v\nwant %+v", rows["i1"], want)
	}
	if r := rows["doc-2"]; r.CopyOf != "i1" || r.Copies != 1 || r.Evidence != "pruned" || !r.Primary || r.PublishedAt != "2026-03-02" {
		t.Errorf("the copy: %+v", r)
	}
	if r := rows["i5"]; r.PublishedAt != "2026-03-02" || r.PublishedPrecision != "day" || r.PublishedFrom != "feed" || r.Evidence != "none" || r.Title == "" || r.StoryID != "" {
		t.Errorf("the refused one: %+v", r)
	}
}

func TestCopyOfIsWhoPublishedFirst(t *testing.T) {
	s := world(t)
	exec(t, s, "UPDATE article SET first_page_id = 2") // the wire stated an earlier time
	got := map[string]string{}
	if err := s.EachItem(t.Context(), store.Filter{Story: 1}, func(r store.ItemRow) error { got[r.ID] = r.CopyOf; return nil }); err != nil {
		t.Fatal(err)
	}
	if want := map[string]string{"i1": "doc-2", "doc-2": ""}; !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestQuoteRow(t *testing.T) {
	s := world(t)
	d, err := s.Quote(t.Context(), "q1")
	if err != nil {
		t.Fatal(err)
	}
	want := store.QuoteRow{
		ID: "q1", ItemID: "i1", StoryID: "s1", Story: "Port sues builder", Speaker: "Mara Lindqvist", Confidence: .95, Cue: "said", Kind: "direct", Quote: "We will win", Speakers: []string{"Mara Lindqvist"},
		ParagraphText: "“We will win,” said Mara Lindqvist.", Start: 39, End: 50, FirstPublishedBy: "Harbor Gazette", Attestations: 2,
		URL: "https://gazette.example/port", Title: "Port sues crane builder", PublishedAt: "2026-03-02T08:00:00Z", SeenAt: day0.Add(2 * time.Hour), BodySHA256: "aa", Change: "new", Seq: 3,
	}
	if !reflect.DeepEqual(d.QuoteRow, want) {
		t.Errorf("got  %+v\nwant %+v", d.QuoteRow, want)
	}
	if len(d.At) != 2 || d.At[1].ItemID != "doc-2" || d.At[1].Start != 1 {
		t.Errorf("read at %+v", d.At)
	}
}

func TestItemDetail(t *testing.T) {
	s := world(t)
	for _, id := range []string{"i1", "https://www.gazette.example/port"} {
		d, err := s.Item(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if d.ID != "i1" || !strings.Contains(d.Text, "$4 million") || len(d.Revisions) != 2 || len(d.Quotes) != 1 || len(d.Dates) != 1 || len(d.Events) != 4 || len(d.CopiesAt) != 1 {
			t.Errorf("%s: %+v", id, d)
		}
		if len(d.Claims) != 2 || d.Claims[0].EventID != "e2" || d.Claims[0].DevelopmentID != "d1" || d.Claims[1].Ignored != "only wanted" || d.Claims[1].EventID != "" {
			t.Errorf("%s: claims %+v", id, d.Claims)
		}
		q := d.Quotes[0]
		if got := string([]rune(d.Text)[q.Start:q.End]); got != q.Quote {
			t.Errorf("the quote's span holds %q", got)
		}
	}
	if d, err := s.Item(t.Context(), "doc-2"); err != nil || len(d.Awards) != 1 || d.Awards[0].Awardee != "Falk Cranes" || d.Awards[0].OtherPIIDs[0] != "X-2" {
		t.Errorf("an imported id: %+v, %v", d, err)
	}
}

func TestEventDetail(t *testing.T) {
	s := world(t)
	for id, want := range map[string]string{"e1": "e1", "d1": "e2", "e2": "e2"} {
		d, err := s.Event(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if d.ID != want || len(d.History) != 2 || len(d.Coverage) != 2 || d.Coverage[1].Independent != "copy" || d.Coverage[1].ItemID != "doc-2" {
			t.Errorf("%s: %+v", id, d)
		}
	}
	d, _ := s.Event(t.Context(), "e2")
	if d.FragmentURL != "https://gazette.example/port#:~:text=The%20port%20sued%20the%20builder%20%E2%80%93%20in%20court." {
		t.Errorf("fragment address %s", d.FragmentURL)
	}
	if d.StatusBefore != "announced" || !slices.Equal(d.Actors, []string{"Port of Selby"}) || d.Owner != "Gazette Group" || d.BodySHA256 != "aa" {
		t.Errorf("event %+v", d.EventRow)
	}
}

func TestStoryDetail(t *testing.T) {
	s := world(t)
	exec(t, s, "UPDATE story SET merged_into = 1 WHERE id = 2")
	for _, id := range []string{"s1", "s2"} {
		d, err := s.Story(t.Context(), id)
		if err != nil || d.ID != "s1" || len(d.Events) != 4 || len(d.Items) != 2 || d.Articles != 1 || d.Developments != 2 || d.Quotes != 1 ||
			!slices.Equal(d.Entities, []string{"Port of Selby", "Mara Lindqvist"}) {
			t.Errorf("%s: %+v, %v", id, d, err)
		}
	}
	if got := storyIDs(t, s, store.Filter{}); !slices.Equal(got, []string{"s1"}) {
		t.Errorf("after the merge: %v", got)
	}
}

func TestNotFoundSaysWhatToDo(t *testing.T) {
	s := world(t)
	ctx := t.Context()
	tests := []struct {
		id, says string
		get      func(string) error
	}{
		{"i99", "storywatch items", func(id string) error { _, err := s.Item(ctx, id); return err }},
		{"nonsense", "i12", func(id string) error { _, err := s.Item(ctx, id); return err }},
		{"https://nowhere.example/", "address", func(id string) error { _, err := s.Item(ctx, id); return err }},
		{"e99", "storywatch developments", func(id string) error { _, err := s.Event(ctx, id); return err }},
		{"i1", "storywatch developments", func(id string) error { _, err := s.Event(ctx, id); return err }},
		{"q99", "storywatch quotes", func(id string) error { _, err := s.Quote(ctx, id); return err }},
		{"s99", "storywatch stories", func(id string) error { _, err := s.Story(ctx, id); return err }},
		{"a-1", "storywatch awards", func(id string) error { _, err := s.Award(ctx, id); return err }},
		{"ff", "SHA-256", func(id string) error { _, err := s.Body(ctx, id); return err }},
	}
	for _, tt := range tests {
		err := tt.get(tt.id)
		if !errors.Is(err, store.ErrNotFound) || !strings.Contains(fmt.Sprint(err), tt.says) || !strings.Contains(fmt.Sprint(err), tt.id) {
			t.Errorf("%s: %v", tt.id, err)
		}
	}
}

// hostileSearches are what people and machines type; none may be taken for a query language.
var hostileSearches = []string{
	`"`, `""`, `"unclosed`, `a" OR "b`, "port AND", "NOT port", "NEAR(port crane, 5)", "title:port", "title : port", "port*", "*", "^port", "-port", "+", "(", ")", "{title text}: port",
	"port ' OR 1=1 --", "';DROP TABLE item;--", "\x00", "port\x00crane", "\xff\xfe", "“port sues”", "日本語", "emoji 🙂", "a b c d e f g h", "$1", "?", "%", "_", `\`, "’", "don't", "C++", "AT&T", "€", "-1",
	strings.Repeat("word ", 300), strings.Repeat(`"`, 99),
}

func TestHostileSearches(t *testing.T) {
	s := world(t)
	for _, typed := range hostileSearches {
		f := store.Filter{Search: typed}
		itemIDs(t, s, f)
		quoteIDs(t, s, f)
		eventIDs(t, s, f)
		storyIDs(t, s, f)
		awardIDs(t, s, f)
		dateIDs(t, s, f)
	}
	if got := itemIDs(t, s, store.Filter{Search: "“port sues”"}); len(got) != 2 {
		t.Errorf("a phrase in curly quotation marks found %v", got)
	}
	if got := itemIDs(t, s, store.Filter{Search: "NOT"}); len(got) != 0 {
		t.Errorf("an operator found %v", got)
	}
}

// The best match comes first, also where a listing without words to search for has the newest first.
func TestSearchRanks(t *testing.T) {
	s := world(t)
	exec(t, s, `INSERT INTO quote (id, key, words, speaker, kind, seen_at, recorded_at, change_seq) VALUES
		(8, 'x', 'Nobody who lives in this town thinks that a port can win anything at all', 'Otto Berg', 'direct', $1, $1, 7)`, day0.Add(9*time.Hour).UnixMilli())
	exec(t, s, "INSERT INTO attestation (quote_id, revision_id, item_id, start_cp, end_cp, words, seen_at) VALUES (8, 3, 2, 0, 1, 'x', $1)", day0.UnixMilli())
	for search, want := range map[string]string{"win": "q1 q8", "berg": "q8"} {
		if got := strings.Join(quoteIDs(t, s, store.Filter{Search: search, Newest: true}), " "); got != want {
			t.Errorf("%q: got %s, want %s", search, got, want)
		}
	}
}

func TestSearchOfAcronyms(t *testing.T) {
	s := world(t)
	exec(t, s, "UPDATE item SET summary = 'The N.P.A. will decide.' WHERE id = 5")
	for _, typed := range []string{"NPA", "N.P.A.", "npa."} {
		got := len(itemIDs(t, s, store.Filter{Search: typed}))
		if want := map[string]int{"NPA": 1, "N.P.A.": 1}[typed]; got != want {
			t.Errorf("%q found %d, want %d", typed, got, want)
		}
	}
}

// The index holds stems, which may be shorter than what is typed before the star.
func TestSearchOfBeginnings(t *testing.T) {
	s := world(t)
	exec(t, s, "UPDATE item SET summary = 'Negotiations on the regulation of the companies were authorized.' WHERE id = 5")
	for typed, want := range map[string]int{
		"negotiat*": 1, "nego*": 1, "regulat*": 1, "regula*": 1, "compan*": 1, "authoriz*": 1, "companie*": 1,
		"negotiatx*": 0, "ne*": 0, "otiations*": 0, `"nego"`: 0,
	} {
		if got := len(itemIDs(t, s, store.Filter{Search: typed})); got != want {
			t.Errorf("%q found %d, want %d", typed, got, want)
		}
	}
}

func FuzzSearch(f *testing.F) {
	for _, typed := range hostileSearches {
		f.Add(typed)
	}
	s := world(f)
	f.Fuzz(func(t *testing.T, typed string) {
		if err := s.EachItem(t.Context(), store.Filter{Search: typed}, func(store.ItemRow) error { return nil }); err != nil {
			t.Fatalf("%q: %v", typed, err)
		}
	})
}

func TestListingEndsWithTheCallersError(t *testing.T) {
	s := world(t)
	enough := errors.New("enough")
	n := 0
	err := s.EachItem(t.Context(), store.Filter{}, func(store.ItemRow) error { n++; return enough })
	if err != enough || n != 1 {
		t.Errorf("%d rows, %v", n, err)
	}
}

func TestDetailsWhileListing(t *testing.T) {
	s := world(t)
	err := s.EachItem(t.Context(), store.Filter{}, func(r store.ItemRow) error {
		if _, err := s.Item(t.Context(), r.ID); err != nil {
			return err
		}
		return s.SetCursor(t.Context(), r.ID, 1, day0)
	})
	if err != nil {
		t.Error(err)
	}
}

func TestCopies(t *testing.T) {
	s := world(t)
	articles := map[string]string{}
	if err := s.EachCopy(t.Context(), store.Filter{}, func(r store.CopyRow) error { articles[r.ItemID] = r.ArticleID; return nil }); err != nil {
		t.Fatal(err)
	}
	if len(articles) != 2 || articles["i1"] == "" || articles["i1"] != articles["doc-2"] {
		t.Errorf("got %v", articles)
	}
}

func TestSources(t *testing.T) {
	s := world(t)
	rows := sources(t, s)
	if len(rows) != 2 {
		t.Fatalf("got %+v", rows)
	}
	g, w := rows[0], rows[1]
	if g.Name != "Harbor Gazette" || g.Items != 3 || g.Kept != 1 || g.OffTopic != 1 || g.ItemsPerDay != 3 || !g.Next.Equal(day0.Add(24*time.Hour)) {
		t.Errorf("got %+v", g)
	}
	if w.State != "blocked" || w.Blocked != 1 || !w.Primary || !w.Configured {
		t.Errorf("got %+v", w)
	}
}

func TestCursor(t *testing.T) {
	s := world(t)
	ctx := t.Context()
	if seq, err := s.Cursor(ctx, "weekly"); seq != 0 || err != nil {
		t.Errorf("a reader that never read is at %d, %v", seq, err)
	}
	upTo, err := s.ChangeSeq(ctx)
	if err != nil || upTo != 6 {
		t.Fatalf("sequence %d, %v", upTo, err)
	}
	for _, step := range []struct{ set, want int64 }{{upTo, 6}, {4, 6}, {8, 8}} {
		if err := s.SetCursor(ctx, "weekly", step.set, day0); err != nil {
			t.Fatal(err)
		}
		if seq, err := s.Cursor(ctx, "weekly"); seq != step.want || err != nil {
			t.Errorf("after %d the cursor is at %d, %v", step.set, seq, err)
		}
	}
	if got := itemIDs(t, s, store.Filter{AfterSeq: 6}); len(got) != 0 {
		t.Errorf("the next export has %v", got)
	}
}

func TestFragmentURL(t *testing.T) {
	tests := []struct{ name, url, sentence, want string }{
		{"plain", "https://a.example/x", "It sued.", "https://a.example/x#:~:text=It%20sued."},
		{"reserved characters", "https://a.example/x", "A-1, B & C", "https://a.example/x#:~:text=A%2D1%2C%20B%20%26%20C"},
		{"beyond ASCII", "https://a.example/x", "“Nein”", "https://a.example/x#:~:text=%E2%80%9CNein%E2%80%9D"},
		{"own fragment stays", "https://a.example/x#top", "It sued.", "https://a.example/x#top:~:text=It%20sued."},
		{"older directive goes", "https://a.example/x#:~:text=old", "It sued.", "https://a.example/x#:~:text=It%20sued."},
		{
			"long", "https://a.example/x", "One two three four five six seven eight nine ten eleven twelve thirteen.",
			"https://a.example/x#:~:text=One%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen.",
		},
		{"line breaks", "https://a.example/x", " It\n sued. ", "https://a.example/x#:~:text=It%20sued."},
		{"no sentence", "https://a.example/x", " ", "https://a.example/x"},
		{"no address", "", "It sued.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := store.FragmentURL(tt.url, tt.sentence); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}
