package page_test

import (
	"slices"
	"testing"
)

// A byline is whom readers see credited near the headline, and nobody else.
func TestCreditedPeople(t *testing.T) {
	for name, tc := range map[string]struct {
		head, body string
		want       []string
	}{
		"marked, with a date behind":         {"", `<p class="byline">By Rosa Lindt | March 7, 2031 | 4 min read</p>`, []string{"Rosa Lindt"}},
		"marked as the link's relation":      {"", `<a rel="author" href="/u/7">Rosa Lindt</a>`, []string{"Rosa Lindt"}},
		"a link to an author's page":         {"", `<p>Posted in Ports <a href="/author/rosa-lindt">Rosa Lindt</a></p>`, []string{"Rosa Lindt"}},
		"microdata":                          {"", `<span itemprop="author"><span itemprop="name">Rosa Lindt</span></span>`, []string{"Rosa Lindt"}},
		"not marked, says by":                {"", `<div>By <b>Rosa Lindt</b></div>`, []string{"Rosa Lindt"}},
		"two, with a comma and an and":       {"", `<p class="byline">By Rosa Lindt, Piet Oduya and Ann van der Meer</p>`, []string{"Rosa Lindt", "Piet Oduya", "Ann van der Meer"}},
		"two links":                          {"", `<p class="byline">By <a href="/a/1">Rosa Lindt</a> and <a href="/a/2">Piet Oduya</a></p>`, []string{"Rosa Lindt", "Piet Oduya"}},
		"each in an element of his own":      {"", `<div><span class="author">Rosa Lindt</span><span class="author">Piet Oduya</span></div>`, []string{"Rosa Lindt", "Piet Oduya"}},
		"an office behind the name":          {"", `<p class="byline">By Rosa Lindt, Staff Writer</p>`, []string{"Rosa Lindt"}},
		"a paper behind the name":            {"", `<p class="byline"><span>Rosa Lindt</span> <span>Maren Harbor Courier</span></p>`, []string{"Rosa Lindt"}},
		"a button behind the name":           {"", `<p class="byline"><a href="/a/1">Rosa Lindt</a><span>Copy Address</span></p>`, []string{"Rosa Lindt"}},
		"who took the pictures is no author": {"", `<p class="byline">By Rosa Lindt <span>Photography by Piet Oduya</span></p>`, []string{"Rosa Lindt"}},
		"nor who edited":                     {"", `<p class="byline">By Rosa Lindt | Edited by Piet Oduya</p>`, []string{"Rosa Lindt"}},
		"a section in front of by":           {"", `<p class="byline">Deep Water By Rosa Lindt</p>`, []string{"Rosa Lindt"}},
		"for whom he wrote":                  {"", `<p class="byline">By Rosa Lindt for the Courier</p>`, []string{"Rosa Lindt"}},
		"capitals are set down":              {"", `<p class="byline">BY ROSA LINDT</p>`, []string{"Rosa Lindt"}},
		"German":                             {"", `<p class="autor">Von Rosa Lindt und Piet Oduya</p>`, []string{"Rosa Lindt", "Piet Oduya"}},
		"a particle is part of the name":     {"", `<p class="autor">Rosa von Lindt</p>`, []string{"Rosa von Lindt"}},
		"French":                             {"", `<span class="auteur">Par Rosa Lindt</span>`, []string{"Rosa Lindt"}},
		"with a label":                       {"", `<p class="meta-author">Text: Rosa Lindt</p>`, []string{"Rosa Lindt"}},
		"a pen name, linked as author":       {"", `<a class="author" href="/u/9">tidewatcher</a>`, []string{"tidewatcher"}},
		"the full name further down":         {"", `<a class="author" href="/u/9">Rosa</a><div class="bio"><span class="author">Rosa Lindt</span></div>`, []string{"Rosa Lindt"}},
		"stated, shown in the text only":     {`<meta name="author" content="Rosa Lindt">`, `<p>Words and numbers: R. Lindt. Rosa Lindt covers ports.</p>`, []string{"Rosa Lindt"}},
		"stated chooses among credits":       {`<meta name="author" content="Rosa Lindt">`, `<p class="author">Piet Oduya</p><div><p class="author">Rosa Lindt</p></div>`, []string{"Rosa Lindt"}},
		"commenters":                         {"", `<div id="comments"><span class="comment-author">Ada Quill</span></div>`, nil},
		"another article's author":           {"", `<div class="related-stories"><p class="byline">By Ada Quill</p></div>`, nil},
		"a photographer's caption":           {"", `<figure><img><figcaption>By Ada Quill</figcaption></figure>`, nil},
		"a menu":                             {"", `<ul class="menu"><li>By Country Name</li></ul>`, nil},
		"a sentence":                         {"", `<p>By Tuesday Morning all the ships of the northern line had left, and the pilots went home without having spoken to anybody from the port authority, as they told us later that week.</p>`, nil},
		"a list of works":                    {"", `<li>van Lindt R, 2005. Tides of the north.</li>`, nil},
		"in a line with a link to comments":  {"", `<div class="entry-meta share-comments"><a rel="author" href="/author/rosa">Rosa Lindt</a></div>`, []string{"Rosa Lindt"}},
		"in a commentary's head":             {"", `<div class="commentary__intro"><a href="/staff/rosa">Rosa Lindt</a></div>`, []string{"Rosa Lindt"}},
		"beside the place for a sidebar":     {"", `<div class="content right-sidebar-active"><p class="byline">By Rosa Lindt</p></div>`, []string{"Rosa Lindt"}},
		"written by":                         {"", `<p>Written by Rosa Lindt</p>`, []string{"Rosa Lindt"}},
		"written by a linked pen name":       {"", `<p>Written by <a href="/u/9">tidewatcher</a></p>`, []string{"tidewatcher"}},
		"a list of posts by a pen name":      {"", `<p>Posted by tidewatcher</p>`, nil},
		"authors, in the text":               {"", `<p>Autoren Rosa Lindt und Piet Oduya</p>`, []string{"Rosa Lindt", "Piet Oduya"}},
		"authors in a sentence":              {"", `<p>Authors Rosa Lindt and Piet Oduya sued the port.</p>`, nil},
		"as told to":                         {"", `<p class="byline">Ada Quill as told to Rosa Lindt</p>`, []string{"Rosa Lindt"}},
		"an account behind the name":         {"", `<p class="byline">By Rosa Lindt @rosal</p>`, []string{"Rosa Lindt"}},
		"an agency behind the name":          {"", `<p class="byline">By Rosa Lindt The Harbor Press</p>`, []string{"Rosa Lindt"}},
		"an office of two things":            {"", `<p class="byline">by Rosa Lindt, Northern Institute of Tides and Harbor Pilots</p>`, []string{"Rosa Lindt"}},
		"contributions":                      {`<meta name="author" content="Rosa Lindt, Piet Oduya">`, `<p class="byline">By <a href="/author/1">Rosa Lindt</a> Contributions from <a href="/author/2">Piet Oduya</a></p>`, []string{"Rosa Lindt"}},
		"two blocks, both stated":            {`<meta name="author" content="Rosa Lindt, Piet Oduya">`, `<div class="author"><p>Rosa Lindt</p></div><div class="who"><p>Piet Oduya</p></div>`, []string{"Rosa Lindt", "Piet Oduya"}},
		"a translator":                       {"", `<p class="byline">Geschrieben von <a href="/author/1">Rosa Lindt</a></p><p class="byline">Übersetzt ins (en) von <a href="/author/2">Piet Oduya</a></p>`, []string{"Rosa Lindt"}},
		"headlines in the author's box":      {"", `<div class="author"><a href="/a/1">Rosa Lindt</a><a href="/b">Harbor King, Tide Queen: Two Pilots Tell All</a></div>`, []string{"Rosa Lindt"}},
		"hidden accounts":                    {"", `<div class="author" style="display: none"><a href="/a/1">rlindt7</a></div>`, nil},
		"hidden names":                       {"", `<div class="author" style="display: none"><a href="/a/1">Rosa Lindt</a></div>`, []string{"Rosa Lindt"}},
		"whose picture is free to use":       {"", `<div class="license-info"><span class="author-name">Ada Quill</span></div><p class="author">Rosa Lindt</p>`, []string{"Rosa Lindt"}},
		"a copyright":                        {`<meta name="author" content="Rosa Lindt">`, `<p class="copyright">© Rosa Lindt</p>`, nil},
		"JSON-LD by reference":               {`<script type="application/ld+json">{"@graph":[{"@type":"Article","headline":"Harbor pilots vote to strike","author":{"@id":"#p"}},{"@type":"Person","@id":"#p","name":"Rosa Lindt"}]}</script>`, `<p>Rosa Lindt covers ports.</p>`, []string{"Rosa Lindt"}},
		"JSON-LD by several references":      {`<script type="application/ld+json">{"@graph":[{"@type":"Article","headline":"Harbor pilots vote to strike","author":[{"@id":"#p"},{"@id":"#q"}]},{"@type":"Person","@id":"#p","name":"Rosa Lindt"},{"@type":["Person"],"@id":"#q","name":"Piet Oduya"}]}</script>`, `<p>Rosa Lindt and Piet Oduya cover ports.</p>`, []string{"Rosa Lindt", "Piet Oduya"}},
		"an account whose name is shown":     {`<meta name="author" content="rosa.lindt">`, `<p>So it goes on. (Rosa M. Lindt) +++</p>`, []string{"Rosa M. Lindt"}},
		"an account alone":                   {`<meta name="author" content="rosa.lindt">`, `<p>So it goes on, says Rosa.</p>`, nil},
		"a desk":                             {"", `<p class="byline">By Newsroom Team</p>`, nil},
		"the site":                           {"", `<p class="byline">By Tidewater Post</p>`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if got := read(t, article(tc.head, tc.body), "https://tidewater.example/a").Byline; !slices.Equal(got, tc.want) {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

// A site that bears its writer's name is his where the page credits him; a first name that many have tells that it is a person's.
func TestBylineOfOwnSite(t *testing.T) {
	for name, tc := range map[string]struct {
		url, head, body string
		want            []string
	}{
		"credited":                  {"https://karen-lindt.example/a", "", `<p class="author">Karen Lindt</p>`, []string{"Karen Lindt"}},
		"stated only":               {"https://karen-lindt.example/a", `<meta name="author" content="Karen Lindt">`, `<header>Karen Lindt</header>`, nil},
		"no first name":             {"https://harbor-light.example/a", "", `<p class="author">Harbor Light</p>`, nil},
		"a name with the site's":    {"https://de.globaltides.example/a", "", `<p class="author">Global Tides Latin Sea</p>`, nil},
		"a first name at surname's": {"https://www.lindt.example/a", "", `<p class="author"><a href="/a">Rosa</a></p><footer>Rosa Lindt, Maren</footer>`, []string{"Rosa Lindt"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := read(t, article(tc.head, tc.body), tc.url).Byline; !slices.Equal(got, tc.want) {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}
