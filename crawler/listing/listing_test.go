package listing_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"storywatch/crawler/listing"
)

func read(t testing.TB, name string) []byte {
	t.Helper()
	body, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// line is what an item says, on one line.
func line(i listing.Item) string {
	stamp := func(t time.Time) string {
		if t.IsZero() {
			return "-"
		}
		return t.UTC().Format("2006-01-02T15:04Z")
	}
	return fmt.Sprintf("%s %s %s %s", i.Link, stamp(i.Published.Time), stamp(i.Updated.Time), i.Title)
}

func lines(items []listing.Item) []string {
	var out []string
	for _, i := range items {
		out = append(out, strings.TrimSpace(line(i)))
	}
	return out
}

func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestLinks(t *testing.T) {
	const (
		crane = "https://ledger.example/2026/crane 2026-03-03T22:01Z - Crane contract goes to Norrvik"
		ferry = "https://ledger.example/2026/ferry 2026-03-04T00:00Z - Ferry timetable"
		pier  = "https://ledger.example/2026/pier - - Pier reopens"
	)
	for _, c := range []struct {
		name, selector, pattern string
		want                    []string
	}{
		{"by pattern", "", `^https://ledger\.example/2026/`, []string{crane, ferry, pier}},
		{"by what holds the links", "li.card", "", []string{crane, ferry, pier}},
		{"by the links themselves", "h3 a", "", []string{crane}},
		{"by both", "main", `/2026/[fp]`, []string{ferry, pier}},
		{"on another site", "", `other\.example`, []string{"https://other.example/x - - Elsewhere"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			title, items, err := listing.Links(read(t, "front.html"), "text/html", "https://ledger.example/", c.selector, c.pattern)
			if err != nil || title != "Harbor Ledger" {
				t.Fatal(title, err)
			}
			same(t, lines(items), c.want...)
		})
	}
}

func TestLinksFail(t *testing.T) {
	page := read(t, "front.html")
	for _, c := range []struct {
		name, body, selector, pattern string
		want                          error
		says                          string
	}{
		{"no link fits", string(page), ".gone", "", listing.ErrNothing, `links ".gone"`},
		{"not a page", `{"a": 1}`, "a", "", listing.ErrWrongKind, "JSON"},
		{"nothing", "", "a", "", listing.ErrWrongKind, "nothing"},
		{"no selector of CSS", string(page), "a[", "", nil, "no CSS selector"},
		{"no regular expression", string(page), "", "(", nil, "link_pattern"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := listing.Links([]byte(c.body), "", "https://ledger.example/", c.selector, c.pattern)
			if err == nil || c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want %v that says %q", err, c.want, c.says)
			}
		})
	}
}

func TestWatch(t *testing.T) {
	const page = `<html><head><title>Board</title></head><body><div id=top>%s</div><main><p>The vote is <b>on Friday</b>.</p><p class=date>%s</p>
<form><input type=hidden name=state value="%s"></form><script>var x</script></main></body></html>`
	watch := func(t *testing.T, args ...any) listing.Item {
		t.Helper()
		item, err := listing.Watch(fmt.Appendf(nil, page, args...), "text/html", "https://board.example/vote#now", "main", []string{".date"})
		if err != nil {
			t.Fatal(err)
		}
		return item
	}
	first := watch(t, "a", "Monday", "1")
	if first.Title != "Board" || !strings.Contains(first.ContentHTML, "<b>on Friday</b>") || strings.Contains(first.ContentHTML, "script") {
		t.Errorf("got %+v", first)
	}
	if !strings.HasPrefix(first.GUID, "https://board.example/vote#") {
		t.Errorf("guid %q", first.GUID)
	}
	if again := watch(t, "b", "Tuesday", "2"); again.GUID != first.GUID {
		t.Error("what is ignored, hidden or outside the selection changed the item")
	}
	changed := bytes.ReplaceAll(fmt.Appendf(nil, page, "a", "Monday", "1"), []byte("Friday"), []byte("Monday"))
	item, err := listing.Watch(changed, "text/html", "https://board.example/vote", "main", []string{".date"})
	if err != nil || item.GUID == first.GUID {
		t.Errorf("changed words gave the same item (%v)", err)
	}
	if _, err := listing.Watch(changed, "", "https://board.example/vote", ".gone", nil); !errors.Is(err, listing.ErrNothing) {
		t.Errorf("got %v, want ErrNothing", err)
	}
}

func TestNewsSitemap(t *testing.T) {
	packed := &bytes.Buffer{}
	z := gzip.NewWriter(packed)
	if _, err := z.Write(read(t, "news-sitemap.xml")); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, body := range map[string][]byte{"plain": read(t, "news-sitemap.xml"), "gzip": packed.Bytes()} {
		t.Run(name, func(t *testing.T) {
			f, err := listing.Sitemap(body, "", "https://ledger.example/sitemap.xml")
			if err != nil {
				t.Fatal(err)
			}
			same(t, lines(f.Items),
				"https://ledger.example/2026/crane?a=1&b=2 2026-03-03T22:01Z 2026-03-03T18:00Z Crane contract & “fair price”",
				"https://ledger.example/2026/ferry - 2026-03-04T00:00Z")
			same(t, f.Repaired, "broken XML: 2 whole entries saved")
			listing.Newest(f.Items)
			if !strings.HasSuffix(f.Items[0].Link, "ferry") {
				t.Errorf("newest first: %v", lines(f.Items))
			}
		})
	}
}

func TestSitemapIndex(t *testing.T) {
	f, err := listing.Sitemap(read(t, "index.xml"), "", "https://ledger.example/sitemap.xml")
	if err != nil {
		t.Fatal(err)
	}
	listing.NewestChildren(f.Children)
	var got []string
	for _, c := range f.Children {
		got = append(got, c.URL)
	}
	same(t, got, "https://ledger.example/new.xml.gz", "https://ledger.example/old.xml", "https://ledger.example/undated.xml")
}

func TestOtherSitemaps(t *testing.T) {
	f, err := listing.Sitemap([]byte("https://a.example/1\n\nhttps://a.example/2\n"), "text/plain", "https://a.example/sitemap.txt")
	if err != nil {
		t.Fatal(err)
	}
	same(t, lines(f.Items), "https://a.example/1 - -", "https://a.example/2 - -")
	if f, err := listing.Sitemap([]byte("<urlset></urlset>"), "", "https://a.example/"); err != nil || len(f.Items) != 0 {
		t.Errorf("an empty sitemap is %v, %v", f, err)
	}
	for body, says := range map[string]string{
		"<html><title>Sorry</title></html>": "Sorry", "hello": "plain text", "<rss><channel/></rss>": "<rss>", "": "nothing", "\x1f\x8bx": "gzip",
	} {
		if _, err := listing.Sitemap([]byte(body), "", "https://a.example/"); !errors.Is(err, listing.ErrWrongKind) || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: got %v, want ErrWrongKind that says %q", body, err, says)
		}
	}
}

// A hundred thousand nested elements must cost their length, not its square.
func TestDeepNesting(t *testing.T) {
	const deep = 100_000
	if f, err := listing.Sitemap([]byte("<urlset>"+strings.Repeat("<url>", deep)), "", "https://a.example/"); err != nil || len(f.Items) != 0 {
		t.Errorf("got %d items, %v", len(f.Items), err)
	}
	if _, err := listing.API(bytes.Repeat([]byte("["), deep), "", "https://a.example/", listing.Paths{}); !errors.Is(err, listing.ErrWrongKind) {
		t.Errorf("got %v", err)
	}
	row := strings.Repeat("<a href=/x>more</a><h2>y</h2>", 5000)
	if _, items, err := listing.Links([]byte("<div>"+row+"</div>"), "", "https://a.example/", "", ""); err != nil || len(items) != 1 {
		t.Errorf("got %d items, %v", len(items), err)
	}
}

func TestAPI(t *testing.T) {
	paths := listing.Paths{Items: "found.list", ID: "no", Title: "name", URL: "links.0.href", Date: "day", Summary: "about", Authors: "offices.name"}
	const body = `{"found": {"list": [
{"no": 7, "name": "Notice of <b>vote</b>", "links": [{"href": "/n/7"}], "day": "2026-03-03", "about": "The board &amp; the vote", "offices": [{"name": "Harbor Board"}, {"name": "Clerk"}]},
{"name": "No number", "links": [{"href": "https://board.example/n/8"}], "about": null},
{"name": "Nothing to tell it by"}]}}`
	items, err := listing.API([]byte(body), "application/json", "https://board.example/api", paths)
	if err != nil {
		t.Fatal(err)
	}
	same(t, lines(items), "https://board.example/n/7 2026-03-03T00:00Z - Notice of vote", "https://board.example/n/8 - - No number")
	if items[0].GUID != "7" || items[0].SummaryText != "The board & the vote" || len(items[0].Authors) != 2 || items[1].GUID != items[1].Link {
		t.Errorf("got %+v", items)
	}
	for body, want := range map[string]error{
		`Please wait five seconds`:                         listing.ErrWrongKind,
		`{"found": {"list": {"error": "slow"}}}`:           listing.ErrWrongKind,
		`{"message": "no such path"}`:                      listing.ErrWrongKind,
		`{"found": {"list": [{"name": "no identifier"}]}}`: listing.ErrNothing,
		`{"found": {"list": []}}`:                          nil,
	} {
		if _, err := listing.API([]byte(body), "", "https://board.example/api", paths); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", body, err, want)
		}
	}
}

func TestPresets(t *testing.T) {
	for _, name := range listing.PresetNames() {
		p, ok := listing.FindPreset(name)
		if !ok || !strings.HasPrefix(p.URL, "https://") || !strings.Contains(p.URL, "{query}") || p.Paths.Title == "" || p.Paths.URL == "" {
			t.Errorf("preset %s: %+v", name, p)
		}
	}
	p, _ := listing.FindPreset("federal_register")
	if got := p.Address(`"tidal power" & cranes`); !strings.Contains(got, "term]=%22tidal+power%22+%26+cranes&") {
		t.Errorf("address %s", got)
	}
	items, err := listing.API([]byte(`{"count": 1, "results": [{"document_number": "2026-1", "title": "Dredging Permits", "abstract": null, "publication_date": "2026-03-03", "html_url": "https://register.example/d/2026-1", "agencies": [{"name": "Harbor Agency"}]}]}`), "", p.URL, p.Paths)
	if err != nil {
		t.Fatal(err)
	}
	same(t, lines(items), "https://register.example/d/2026-1 2026-03-03T00:00Z - Dredging Permits")
}

func FuzzParse(f *testing.F) {
	for _, name := range []string{"front.html", "index.xml", "news-sitemap.xml"} {
		f.Add(read(f, name), "main", "list.0.name")
	}
	f.Add([]byte(`{"list": [[1, {"name": "x"}]]}`), "a", "list.name")
	f.Fuzz(func(t *testing.T, body []byte, selector, path string) {
		const address = "https://a.example/x"
		if _, items, err := listing.Links(body, "", address, "", ""); err == nil && len(items) == 0 {
			t.Error("no links and no error")
		}
		if _, err := listing.Watch(body, "", address, selector, []string{selector}); err != nil && err.Error() == "" {
			t.Error("an error without words")
		}
		s, err := listing.Sitemap(body, "", address)
		for _, item := range s.Items {
			if err != nil || !strings.HasPrefix(item.Link, "http") {
				t.Errorf("item %+v, error %v", item, err)
			}
		}
		items, err := listing.API(body, "", address, listing.Paths{Items: path, ID: path, Title: path, Authors: path, URL: "u"})
		if err != nil && len(items) > 0 {
			t.Error("items and an error")
		}
	})
}
