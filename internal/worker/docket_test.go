package worker_test

import (
	"strings"
	"testing"

	"storywatch/crawler"
	"storywatch/internal/worker"
)

const caseFeed = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>District of Carrow - Recent Entries</title><link>http://gull.example</link>
<item><title><![CDATA[2:31-cv-00088 Norvane v. Port Agency]]></title><pubDate>Tue, 06 May 2031 09:00:00 GMT</pubDate><guid isPermaLink="true">http://gull.example/cgi-bin/DktRpt.pl?88</guid>
<description><![CDATA[[Order on Motion for Preliminary Injunction] (<a href="http://gull.example/doc1/88022">22</a>)]]></description><link>http://gull.example/cgi-bin/DktRpt.pl?88</link></item>
</channel></rss>`

// What a clerk enters belongs to the case, though the entry does not repeat its number; and its document is not asked
// for, which would cost money.
func TestDocketEntriesBelongToTheirCase(t *testing.T) {
	d := newDesk(t, func(o *worker.Options) {
		o.Sources[0].Source = crawler.Source{Name: "District of Carrow", Kind: crawler.KindDocket, URL: feedURL, Docket: "2:31-cv-00088"}
	})
	d.site.set(feedURL, gives("application/xml", caseFeed))
	d.pass(t)
	i := d.item(t)
	if len(i.Events) == 0 {
		t.Fatalf("no event was made of %q", i.Text)
	}
	for _, e := range i.Events {
		if !strings.Contains(strings.ReplaceAll(e.Docket, "-", ""), "2:31cv00088") {
			t.Errorf("%s (%s) is of docket %q", e.Type, e.Status, e.Docket)
		}
	}
	for url := range d.site.asked {
		if url != feedURL {
			t.Errorf("%s was asked for", url)
		}
	}
}
