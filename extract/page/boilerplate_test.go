package page_test

import (
	"strings"
	"testing"

	"storywatch/extract/page"
)

// What the publisher puts between the paragraphs is not the article's; a line in quotation marks always is.
func TestTextWithoutBoilerplate(t *testing.T) {
	p := read(t, article("", `<p>Read more: Ferries stay in port as well</p>
<p>Sign up for our morning letter and never miss a tide.</p>
<p>“Read more books,” the pilots’ banner says.</p>
<p>* * *</p>`), "https://tidewater.example/a")
	for _, not := range []string{"Ferries stay", "never miss a tide", "* * *"} {
		if strings.Contains(p.Text, not) {
			t.Errorf("%q does not belong to the article:\n%s", not, p.Text)
		}
	}
	if !strings.Contains(p.Text, "banner says") {
		t.Errorf("a quotation is missing:\n%s", p.Text)
	}
}

// Readers' comments are nobody's article, however long.
func TestCommentsAreNoText(t *testing.T) {
	long := strings.Repeat("<p>I have sailed from Maren for thirty years, and never have I seen so many ships wait for so few people.</p>", 20)
	for name, comments := range map[string]string{
		"by id":    `<section id="comments">` + long + `</section>`,
		"by class": `<ol class="comment-list depth-1">` + long + `</ol>`,
	} {
		t.Run(name, func(t *testing.T) {
			p := read(t, article("", comments), "https://tidewater.example/a")
			if strings.Contains(p.Text, "thirty years") || !strings.Contains(p.Text, "Some forty ships") {
				t.Errorf("text:\n%s", p.Text)
			}
		})
	}
}

// A page of more nodes than any article has is not given to the extractor: its own paragraphs are its text.
func TestPageOfTooManyNodes(t *testing.T) {
	p := read(t, article("", strings.Repeat("<a href=/x>tide</a> ", page.MaxNodes/2)), "https://tidewater.example/a")
	if !strings.Contains(p.Text, "Some forty ships") || strings.Contains(p.Text, "tide tide") {
		t.Errorf("text of %d bytes: %.200s", len(p.Text), p.Text)
	}
}
