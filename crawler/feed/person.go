package feed

import (
	"regexp"
	"strings"
)

var (
	address    = `[^\s@<>()\[\]"',;:]+@[^\s@<>()\[\]"',;:]+`
	bracketed  = regexp.MustCompile(`\s*[(<\[]\s*(?:mailto:)?(` + address + `)\s*[)>\]]\s*`)
	parenthese = regexp.MustCompile(`^(` + address + `)\s*[(\[]([^)\]]*)[)\]]?$`)
	anyAddress = regexp.MustCompile(address)
)

// person splits what a feed prints for an author: "Jo Doe (jo@x.example)", "jo@x.example (Jo Doe)", "Jo Doe
// <jo@x.example>", an address alone, a name alone.
func person(printed string) Person {
	printed = PlainText(printed)
	printed = strings.TrimSpace(strings.TrimPrefix(printed, "mailto:"))
	if m := parenthese.FindStringSubmatch(printed); m != nil {
		return Person{Name: strings.TrimSpace(m[2]), Email: m[1]}
	}
	if m := bracketed.FindStringSubmatchIndex(printed); m != nil {
		name := strings.TrimSpace(printed[:m[0]] + " " + printed[m[1]:])
		return Person{Name: strings.Trim(name, `"' `), Email: printed[m[2]:m[3]]}
	}
	if at := anyAddress.FindStringIndex(printed); at != nil {
		name := strings.TrimSpace(printed[:at[0]] + " " + printed[at[1]:])
		return Person{Name: strings.Trim(name, `"'()<>,;:- `), Email: printed[at[0]:at[1]]}
	}
	return Person{Name: printed}
}

// people turns printed authors into persons, each once, the empty ones left out.
func people(printed ...string) []Person {
	var out []Person
	for _, p := range printed {
		out = addPerson(out, person(p))
	}
	return out
}

// addPerson appends p unless it is empty or there already; a name that is there without an address gets p's.
func addPerson(list []Person, p Person) []Person {
	if p == (Person{}) {
		return list
	}
	for i, have := range list {
		if have.Name == p.Name && (have.Email == "" || p.Email == "" || have.Email == p.Email) {
			if have.Email == "" {
				list[i].Email = p.Email
			}
			return list
		}
	}
	return append(list, p)
}
