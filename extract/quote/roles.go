package quote

import (
	_ "embed"
	"strings"
)

//go:embed roles.txt
var roleFile string

// roles is one name for each role that several words stand for; see roles.txt.
var roles = readRoles(roleFile)

func readRoles(file string) map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(file) {
		name, rest, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || strings.HasPrefix(name, "#") {
			continue
		}
		m[name] = name
		for w := range strings.SplitSeq(rest, ",") {
			m[strings.TrimSpace(w)] = name
		}
	}
	return m
}

// sameRole is the name of the role that w stands for, or w.
func sameRole(w string) string {
	if name := roles[w]; name != "" {
		return name
	}
	return w
}
