package page_test

import "testing"

// The title is the headline that readers see, without the site's name; what is stated for search engines stands in where there is none.
func TestTitle(t *testing.T) {
	for name, tc := range map[string]struct{ head, body, want string }{
		"the headline, not the title for shared links": {`<meta property="og:title" content="Pilots in Maren go on strike over rest"><title>Maren strike</title>`, `<h1>Harbor pilots of Maren walk off over their rest hours</h1>`, "Harbor pilots of Maren walk off over their rest hours"},
		"nor the one for search engines":               {`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Strike, Maren: all you need to know"}</script>`, `<h1>Nobody sails from Maren</h1>`, "Nobody sails from Maren"},
		"the site's name as an h1":                     {`<meta property="og:site_name" content="The Tidewater Post"><title>Nobody sails | The Tidewater Post</title>`, `<h1>The Tidewater Post</h1><h1>Nobody sails</h1>`, "Nobody sails"},
		"an h1 of the side column":                     {`<title>Nobody sails from Maren</title>`, `<h1>Nobody sails from Maren</h1><h1>Most read</h1>`, "Nobody sails from Maren"},
		"the site's motto as an h1":                    {`<title>Nobody sails from Maren | All news of the northern coast</title>`, `<h1>All news of the northern coast</h1><h1>Nobody sails from Maren</h1>`, "Nobody sails from Maren"},
		"a logo as the only h1":                        {`<title>Nobody sails - TIDEWATER</title>`, `<h1>TIDEWATER Logo</h1>`, "Nobody sails"},
		"no h1":                                        {`<meta property="og:title" content="Nobody sails from Maren">`, "", "Nobody sails from Maren"},
		"cut for shared links":                         {`<meta property="og:title" content="Nobody sails from…"><title>Nobody sails from Maren until Sunday</title>`, "", "Nobody sails from Maren until Sunday"},
		"the host's name in front":                     {`<title>Tidewater » Nobody sails</title>`, "", "Nobody sails"},
		"a section and the site's name behind":         {`<meta property="og:site_name" content="Tidewater Post"><title>Nobody sails - Tidewater Post</title>`, "", "Nobody sails"},
		"a section before a bar":                       {`<title>x</title>`, `<h1>Opinion | We should all stay ashore | Editorial</h1>`, "We should all stay ashore"},
		"a line above the headline":                    {`<title>Nobody sails</title>`, `<h1><span class="article-kicker">Strike in Maren</span> <span>Nobody sails</span></h1>`, "Nobody sails"},
		"words of several elements stay apart":         {`<title>x</title>`, `<h1><span>Nobody sails</span><span>from Maren today</span></h1>`, "Nobody sails from Maren today"},
		"a soft hyphen is no letter":                   {`<title>x</title>`, "<h1>Nobody sails from the har&shy;bor</h1>", "Nobody sails from the harbor"},
	} {
		t.Run(name, func(t *testing.T) {
			p := read(t, `<html><head>`+tc.head+`</head><body>`+tc.body+`<p>Forty ships waited.</p></body></html>`, "https://www.tidewater.example/a")
			if p.Title != tc.want {
				t.Errorf("got %q, want %q", p.Title, tc.want)
			}
		})
	}
}

// A page that names its site only in its title is believed when its address says the same.
func TestSiteFromTheTitle(t *testing.T) {
	for title, want := range map[string]string{
		"Harbor pilots vote to strike - The Quay Post":           "The Quay Post",
		"Quay Post | Harbor pilots vote to strike":               "Quay Post",
		"Harbor pilots vote to strike | Ports | The Quay Post":   "The Quay Post",
		"Harbor pilots vote to strike - and the harbor is quiet": "",
		"Harbor pilots vote to strike":                           "",
	} {
		html := "<!doctype html><html><head><title>" + title + "</title></head><body><h1>Harbor pilots vote to strike</h1><p>They did.</p></body></html>"
		if got := read(t, html, "https://www.thequaypost.example/ports/1").Site; got != want {
			t.Errorf("%q: site %q, want %q", title, got, want)
		}
	}
}
