package feed_test

import (
	"testing"

	"storywatch/crawler/feed"
)

// A field of a wrong type costs that field, not the feed.
func TestJSONFeedWithWrongTypes(t *testing.T) {
	const body = `{"version": "https://jsonfeed.org/version/1.1", "title": 5, "expired": "no", "items": [
		{"id": 17, "url": "https://pier.example/a", "title": "Tugs come in", "authors": ["Rosa Lindt"], "tags": {"a": 1}},
		"no item",
		{"id": "b", "url": 7, "title": ["x"], "content_text": "They left."}]}`
	f, err := feed.Parse([]byte(body), "application/feed+json", "https://pier.example/feed.json")
	if err != nil {
		t.Fatal(err)
	}
	if f.Title != "5" || len(f.Items) != 2 || len(f.Repaired) == 0 {
		t.Fatalf("%+v", f)
	}
	if a := f.Items[0]; a.GUID != "17" || a.Title != "Tugs come in" || len(a.Authors) != 1 || a.Authors[0].Name != "Rosa Lindt" {
		t.Errorf("%+v", a)
	}
	if b := f.Items[1]; b.GUID != "b" || b.Title != "" || b.ContentHTML == "" {
		t.Errorf("%+v", b)
	}
}
