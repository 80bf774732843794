package crawler_test

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"

	"storywatch/crawler"
)

func TestParse(t *testing.T) {
	docket := `<rss><channel><title>Court</title><item><title>1:26-cv-00417 Doe v. Roe</title><pubDate>Tue, 03 Mar 2026 23:30:00 EST</pubDate><description>[Order]</description></item></channel></rss>`
	for _, c := range []struct{ name, kind, body, want string }{
		{"feed", "feed", harborFeed, `{"id":"x","title":"Harbor","link":"","links":[],"published":"","updated":"","authors":[],"items":[` +
			`{"id":"https://a.example/1","title":"One","link":"https://a.example/1","links":["https://a.example/1"],"published":"2026-03-03T22:01:00Z","updated":"","authors":[{"name":"Ada Holm","email":"ada@a.example"}]},` +
			`{"id":"https://a.example/2","title":"Two","link":"https://a.example/2","links":["https://a.example/2"],"published":"2026-03-03T00:00:00Z","updated":"","authors":[]},` +
			`{"id":"https://a.example/3","title":"Three","link":"https://a.example/3","links":["https://a.example/3"],"published":"","updated":"","authors":[]}],"repaired":[],"error":""}`},
		{"docket", "docket", docket, `{"id":"x","title":"Court","link":"","links":[],"published":"","updated":"","authors":[],"items":[],"cases":[` +
			`{"docket_number":"1:26-cv-00417","case_name":"Doe v. Roe","docket_entries":[{"document_number":"","date_filed":"2026-03-03T23:30:00-05:00","short_description":"Order"}]}],"repaired":[],"error":""}`},
		{"no feed", "", "hello", `{"id":"x","title":"","link":"","links":[],"published":"","updated":"","authors":[],"items":[],"repaired":[],"error":"not a feed: the bytes look like plain text: “hello”"}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := `{"id":"x","kind":"` + c.kind + `","url":"https://a.example/feed","content_type":"","body_b64":"` + base64.StdEncoding.EncodeToString([]byte(c.body)) + `"}`
			var input crawler.ParseInput
			if err := json.Unmarshal([]byte(in), &input); err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			if err := json.NewEncoder(&got).Encode(crawler.Parse(input)); err != nil {
				t.Fatal(err)
			}
			if strings.TrimSpace(got.String()) != c.want {
				t.Errorf("got\n%s\nwant\n%s", got.String(), c.want)
			}
		})
	}
	if out := crawler.Parse(crawler.ParseInput{Kind: "sitemap"}); !strings.Contains(out.Error, "feed or docket") {
		t.Errorf("got %q", out.Error)
	}
}
