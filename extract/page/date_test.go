package page_test

import (
	"strings"
	"testing"
	"time"

	"storywatch/extract/page"
)

const ownLD = `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbor pilots vote to strike","datePublished":"2031-03-11T09:30:00-05:00"}</script>`

func TestPublicationDate(t *testing.T) {
	for name, tc := range map[string]struct {
		head, body, url       string
		value, precision, frm string
	}{
		"meta with a zone keeps the reader's day": {`<meta property="article:published_time" content="2031-03-11T22:30:00-05:00">`, "", "", "2031-03-11T22:30:00-05:00", "minute", "meta"},
		"meta without a zone: only the day":       {`<meta property="article:published_time" content="2031-03-11T23:30:00">`, "", "", "2031-03-11", "day", "meta"},
		"meta by another name":                    {`<meta name="parsely-pub-date" content="2031-03-11T10:00:00Z">`, "", "", "2031-03-11T10:00:00Z", "minute", "meta"},
		"JSON-LD of this page":                    {ownLD, "", "", "2031-03-11T09:30:00-05:00", "minute", "json-ld"},
		"JSON-LD of a related page":               {`<script type="application/ld+json">[{"@type":"NewsArticle","headline":"Ferry line to close","datePublished":"2030-01-01"},{"@type":"NewsArticle","headline":"Harbor pilots vote to strike","datePublished":"2031-03-11"}]</script>`, "", "", "2031-03-11", "day", "json-ld"},
		"address":                                 {"", "", "https://tidewater.example/2031/03/11/strike", "2031-03-11", "day", "url"},
		"time element":                            {"", `<time datetime="2031-03-11T10:00:00Z">today</time>`, "", "2031-03-11T10:00:00Z", "minute", "time"},
		"property of an element":                  {"", `<span itemprop="datePublished" content="2031-03-11">lately</span>`, "", "2031-03-11", "day", "time"},
		"data attribute in milliseconds":          {"", `<span class="when" data-timestamp="1930989600000">lately</span>`, "", "2031-03-11T10:00:00Z", "minute", "time"},
		"marked text":                             {"", `<p class="article-date">March 11, 2031</p>`, "", "2031-03-11", "day", "text"},
		"labelled text":                           {"", `<p>Published on 11 March 2031 at 10:15</p>`, "", "2031-03-11", "day", "text"},
		"label in an element of its own":          {"", `<p><b>Posted:</b> <i>11.3.2031</i></p>`, "", "2031-03-11", "day", "text"},
		"UTC, where the page shows its own day":   {`<meta property="article:published_time" content="2031-03-12T03:30:00Z">`, `<p class="published">March 11, 2031</p>`, "", "2031-03-11", "day", "text"},
		"the page's clock tells its zone":         {`<meta property="article:published_time" content="2031-03-12T03:30:12Z">`, `<p class="published">March 11, 2031 10:30 PM</p>`, "", "2031-03-11T22:30:12-05:00", "minute", "meta"},
		"a round hour elsewhere is no zone":       {`<meta property="article:published_time" content="2031-03-12T03:00:00Z">`, `<p>` + strings.Repeat("The pilots of the harbor voted late at night. ", 20) + `</p><p>Meeting: 11 March 2031, 22:00</p>`, "", "2031-03-12T03:00:00Z", "minute", "meta"},
		"and of the address's day":                {`<meta property="article:published_time" content="2031-03-12T03:30:12Z">`, `<p class="published">March 11, 2031 10:30 PM</p>`, "https://tidewater.example/2031/03/12/strike", "2031-03-11T22:30:12-05:00", "minute", "meta"},
		"the earliest of several metas":           {`<meta name="date_published" content="2031-03-14"><meta property="article:published_time" content="2031-03-11">`, "", "", "2031-03-11", "day", "meta"},
		"a day in parts":                          {"", `<p class="post-date"><b>11</b> <i>Mar</i> <span>2031</span></p>`, "", "2031-03-11", "day", "text"},
		"a term and its description":              {"", `<dl><dt>Published</dt><dd>11 March 2031</dd></dl>`, "", "2031-03-11", "day", "text"},
		"teasers in a list":                       {"", `<p class="published">11 March 2031</p><ul><li><a href="/b">Ferry line to close for the whole winter</a> <span class="published">14 March 2031</span></li></ul>`, "", "2031-03-11", "day", "text"},
		"nothing but teasers":                     {"", `<ul><li><a href="/b">Ferry line to close for the whole winter</a> <span class="published">14 March 2031</span></li></ul>`, "", "", "", ""},
		"a change, beside a sentence with a day":  {"", `<p>Updated 14 March 2031</p><p>They voted after the talks of 2 February 2031 had come to nothing, as the union said.</p>`, "", "2031-03-14", "day", "text"},
		"a card that is a link":                   {"", `<p class="date">11 March 2031</p><a href="/b"><b>Ferry line to close for the whole winter, the port says again</b> <time datetime="2031-03-14">14 March 2031</time></a>`, "", "2031-03-11", "day", "text"},
		"cards of other articles, no date here":   {`<meta property="article:published_time" content="2031-03-11">`, `<article><h3><a href="/b">Ferry line to close</a></h3><p class="published">14 March 2031</p></article><article><h3><a href="/c">Light goes out</a></h3><p class="published">13 March 2031</p></article>`, "", "2031-03-11", "day", "meta"},
		"only its change is told":                 {"", `<p>This page was last changed on 11 March 2031.</p>`, "", "2031-03-11", "day", "text"},
		"the change is told behind it":            {"", `<p>Zuletzt am 14. März 2031 um 13:22 Uhr geändert</p><p class="published">11. März 2031</p>`, "", "2031-03-11", "day", "text"},
		"in brackets of the description":          {`<meta name="description" content="Harbor pilots vote to strike (News of 11 March 2031)">`, "", "", "2031-03-11", "day", "text"},
		"a sidebar is not the article":            {"", `<p class="published">11 March 2031</p><aside><p class="published">2 February 2031</p><p class="published">1 January 2031</p></aside>`, "", "2031-03-11", "day", "text"},
		"comments are later":                      {"", `<p class="date">11 March 2031</p><div class="comments"><time datetime="2031-03-14">14 March</time></div>`, "", "2031-03-11", "day", "text"},
		"a copyright is no date":                  {"", `<p>© 4 May 2029 Tidewater Media</p>`, "", "", "", ""},
		"nothing":                                 {"", "", "https://tidewater.example/strike", "", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := read(t, article(tc.head, tc.body), tc.url).Published
			if d.Value != tc.value || d.Precision != tc.precision || d.From != tc.frm {
				t.Errorf("got %+v", d)
			}
		})
	}
}

// Today's date stands in the head of many sites.
func TestSiteHeaderIsNotTheArticle(t *testing.T) {
	const source = `<html><head><title>Harbor pilots vote to strike</title></head><body><header><span class="date">14 March 2031</span></header>
<h1>Tidewater Post</h1><h2>Harbor pilots vote to strike</h2><p class="date">11 March 2031</p><p>They voted.</p></body></html>`
	p, err := page.Read(source, page.Hint{})
	if err != nil || p.Published.Value != "2031-03-11" {
		t.Errorf("got %+v, %v", p.Published, err)
	}
}

func TestConfidenceOfDates(t *testing.T) {
	const meta, shown = `<meta property="article:published_time" content="2031-03-11T09:30:00-05:00">`, `<p class="published">March 11, 2031</p>`
	for name, tc := range map[string]struct {
		head, body, url string
		sure            bool
	}{
		"meta, JSON-LD and text agree":             {meta + ownLD, shown, "", true},
		"meta and text agree":                      {meta, shown, "", true},
		"meta alone":                               {meta, "", "", false},
		"meta and address years apart":             {meta, "", "https://tidewater.example/2030/01/02/strike", false},
		"the address alone":                        {"", "", "https://tidewater.example/2031/03/11/strike", false},
		"what is shown is the day of change":       {meta + `<meta property="article:modified_time" content="2031-03-14">`, `<p class="date">March 14, 2031</p>`, "", false},
		"day or month":                             {"", `<p class="published">3/4/2031</p><time datetime="3/4/2031">then</time>`, "", false},
		"day or month, told by another":            {`<meta property="article:published_time" content="2031-03-04">`, `<p class="published">3/4/2031</p>`, "", true},
		"only its change is told":                  {"", `<p>Last updated 11 March 2031</p>`, "", false},
		"meta and the text beside the head differ": {meta, `<p class="published">February 9, 2031</p>`, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			if d := read(t, article(tc.head, tc.body), tc.url).Published; (d.Confidence >= 0.9) != tc.sure {
				t.Errorf("got %+v", d)
			}
		})
	}
}

func TestNothingIsPublishedAfterItWasFetched(t *testing.T) {
	const meta = `<meta property="article:published_time" content="2031-03-11T09:30:00-05:00">`
	for name, tc := range map[string]struct {
		now  time.Time
		want string
	}{
		"fetched later":             {time.Date(2031, 3, 12, 0, 0, 0, 0, time.UTC), "2031-03-11T09:30:00-05:00"},
		"already tomorrow, at home": {time.Date(2031, 3, 10, 22, 0, 0, 0, time.UTC), "2031-03-11T09:30:00-05:00"},
		"fetched a week before":     {time.Date(2031, 3, 4, 0, 0, 0, 0, time.UTC), ""},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := page.Read(article(meta, ""), page.Hint{Now: tc.now})
			if err != nil || p.Published.Value != tc.want {
				t.Errorf("got %+v, %v", p.Published, err)
			}
		})
	}
}

func TestModifiedIsKeptApart(t *testing.T) {
	for name, tc := range map[string]struct{ head, body, published, modified string }{
		"meta":                 {`<meta property="article:published_time" content="2031-03-11"><meta property="article:modified_time" content="2031-03-14">`, "", "2031-03-11", "2031-03-14"},
		"text with its label":  {"", `<p class="published">March 11, 2031</p><p>Updated: March 14, 2031</p>`, "2031-03-11", "2031-03-14"},
		"two in one text":      {"", `<p>Published March 11, 2031 | Updated March 14, 2031</p>`, "2031-03-11", "2031-03-14"},
		"the first unlabelled": {"", `<p class="date">March 11, 2031 – updated March 14, 2031</p>`, "2031-03-11", "2031-03-14"},
		"German label":         {"", `<p>Veröffentlicht am 11. März 2031</p><p>Aktualisiert am 14. März 2031</p>`, "2031-03-11", "2031-03-14"},
		"label of an element":  {"", `<time class="published" datetime="2031-03-11">x</time><time class="updated" datetime="2031-03-14">y</time>`, "2031-03-11", "2031-03-14"},
		"before it came out":   {`<meta property="article:published_time" content="2031-03-11"><meta property="article:modified_time" content="2031-03-01">`, "", "2031-03-11", ""},
		"never as publication": {`<meta property="article:published_time" content="2031-03-11">`, `<p>Last updated March 14, 2031</p>`, "2031-03-11", "2031-03-14"},
	} {
		t.Run(name, func(t *testing.T) {
			p := read(t, article(tc.head, tc.body), "")
			if p.Published.Value != tc.published || p.Modified.Value != tc.modified {
				t.Errorf("published %v, modified %v", p.Published, p.Modified)
			}
		})
	}
}

func TestParseDate(t *testing.T) {
	for raw, want := range map[string]string{
		"2031-03-04":                      "2031-03-04",
		"2031-3-4":                        "2031-03-04",
		"2031-03-04T09:30:00Z":            "2031-03-04T09:30:00Z",
		"2031-03-04T09:30:00.123+00:00":   "2031-03-04T09:30:00Z",
		"2031-03-04T09:30-0500":           "2031-03-04T09:30:00-05:00",
		"2031-03-04T23:30:05+05:30":       "2031-03-04T23:30:05+05:30",
		"2031-03-04 09:30:00 +0100":       "2031-03-04T09:30:00+01:00",
		"20310304T093000Z":                "2031-03-04T09:30:00Z",
		"20310304":                        "2031-03-04",
		"20310304093000":                  "2031-03-04",
		"1930989600":                      "2031-03-11T10:00:00Z",
		"1930989600000":                   "2031-03-11T10:00:00Z",
		"Tue, 04 Mar 2031 09:30:00 GMT":   "2031-03-04T09:30:00Z",
		"Tue, 04 Mar 2031 09:30:00 -0800": "2031-03-04T09:30:00-08:00",
		"Tue Mar 04 09:30:00 EST 2031":    "2031-03-04T09:30:00-05:00",
		"March 4, 2031":                   "2031-03-04",
		"Mar. 4th, 2031, 9:30 p.m. EST":   "2031-03-04T21:30:00-05:00",
		"12:05 a.m.":                      "",
		"4 March 2031":                    "2031-03-04",
		"04-Mar-31":                       "2031-03-04",
		"4.3.2031":                        "2031-03-04",
		"04.03.31":                        "2031-03-04",
		"04 | 03 | 2031":                  "2031-03-04",
		"13/4/2031":                       "2031-04-13",
		"4/13/2031":                       "2031-04-13",
		"3/4/2031":                        "2031-04-03",
		"2031/03/04":                      "2031-03-04",
		"4. März 2031, 9:30 Uhr":          "2031-03-04",
		"4. März 2031, 9:30 Uhr MEZ":      "2031-03-04T09:30:00+01:00",
		"1er mars 2031 à 9h30":            "2031-03-01",
		"4 de marzo de 2031":              "2031-03-04",
		"martedì 4 marzo 2031 - 09:30":    "2031-03-04",
		"4 de março de 2031":              "2031-03-04",
		"4 maart 2031":                    "2031-03-04",
		"4 marca 2031":                    "2031-03-04",
		"4. března 2031":                  "2031-03-04",
		"4 марта 2031 г., 09:30":          "2031-03-04",
		"4 Mart 2031 Salı":                "2031-03-04",
		"2031. március 4.":                "2031-03-04",
		"4. marts 2031 kl. 09.30":         "2031-03-04",
		"4. maaliskuuta 2031":             "2031-03-04",
		"4 Μαρτίου 2031":                  "2031-03-04",
		"2031年3月4日 09:30":                 "2031-03-04",
		"2031년 3월 4일":                     "2031-03-04",
		"March 2031":                      "2031-03",
		"2031":                            "",
		"31.2.2031":                       "",
		"0001-01-01T00:00:00Z":            "",
		"24 نيسان / أبريل 2031":           "2031-04-24",
		"4 كانون الثاني / يناير 2031": "2031-01-04",
		"٤ مارس ٢٠٣١":                 "2031-03-04",
		"४ मार्च २०३१":                "2031-03-04",
		"4 มีนาคม 2574":               "2031-03-04",
		"２０３１年３月４日":                   "2031-03-04",
		"2031 m. kovo 4 d.":           "2031-03-04",
		"4 listopada 2031":            "2031-11-04",
		"4. listopada 2031.":          "2031-10-04",
		"1.2.3.2031":                  "",
		"yesterday":                   "",
		"":                            "",
	} {
		t.Run(raw, func(t *testing.T) {
			if d, ok := page.ParseDate(raw); d.Value != want || ok != (want != "") {
				t.Errorf("got %+v", d)
			}
		})
	}
}

func FuzzParseDate(f *testing.F) {
	for _, raw := range []string{"2031-03-04T09:30:00+05:30", "4. März 2031, 9:30 Uhr", "Mar. 4th, 2031, 9:30 p.m. EST", "2031年3月4日", "1930989600000", "04.03.31", "GMT+", "4-"} {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		d, ok := page.ParseDate(raw)
		if ok != (d.Value != "") {
			t.Fatalf("%q: %+v, %v", raw, d, ok)
		}
		if !ok {
			return
		}
		again, ok := page.ParseDate(d.Value)
		if d.Precision != "month" && (!ok || again != d) {
			t.Errorf("%q was read as %+v, and that as %+v", raw, d, again)
		}
	})
}

func BenchmarkParseDate(b *testing.B) {
	for b.Loop() {
		page.ParseDate("Tuesday, March 4th, 2031 at 9:30 p.m. EST")
	}
}
