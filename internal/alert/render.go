package alert

import (
	"bytes"
	_ "embed"
	"fmt"
	htmltemplate "html/template"
	"strings"
	texttemplate "text/template"
)

var (
	//go:embed message.txt.tmpl
	textSource string
	//go:embed message.html.tmpl
	htmlSource string

	textTemplate = texttemplate.Must(texttemplate.New("text").Funcs(texttemplate.FuncMap{"wrap": wrap}).Parse(textSource))
	htmlTemplate = htmltemplate.Must(htmltemplate.New("html").Parse(htmlSource))
)

// render makes both forms of a message. They say the same words.
func render(v view) (text, html string, err error) {
	var t, h bytes.Buffer
	if err := textTemplate.Execute(&t, v); err != nil {
		return "", "", fmt.Errorf("render the text of a message: %w", err)
	}
	if err := htmlTemplate.Execute(&h, v); err != nil {
		return "", "", fmt.Errorf("render the HTML of a message: %w", err)
	}
	return t.String(), h.String(), nil
}

// wrapAt is the width of text mails in code points; links are never broken.
const wrapAt = 76

// wrap breaks lines at words. The first line begins with lead, the others with as much space: a label hangs out by two.
func wrap(lead, s string) string {
	indent := strings.Repeat(" ", min(len([]rune(lead)), hanging(lead)))
	var b strings.Builder
	b.WriteString(lead)
	width := len([]rune(lead))
	for i, w := range strings.Fields(s) {
		n := len([]rune(w))
		switch {
		case i == 0:
		case width+1+n > wrapAt:
			b.WriteString("\n" + indent)
			width = len(indent)
		default:
			b.WriteByte(' ')
			width++
		}
		b.WriteString(w)
		width += n
	}
	return b.String()
}

// hanging is how deep the lines after the first stand: under the text after a bullet or dash, and two under a label.
func hanging(lead string) int {
	if strings.HasSuffix(lead, ": ") {
		return 4
	}
	return len([]rune(lead))
}
