package config

import (
	"regexp"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

var variable = regexp.MustCompile(`\$\{([^}]*)\}`)

var variableName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// expand replaces ${NAME} and ${NAME:-default} in every text of the tree. It works on parsed values, so that what the
// environment holds can never become YAML, and mistakes show the name, never the value.
func (e *Error) expand(root ast.Node, getenv func(string) (string, bool)) {
	ast.Walk(expander{e, getenv}, root)
}

type expander struct {
	fail   *Error
	getenv func(string) (string, bool)
}

// Visit replaces in one node.
func (x expander) Visit(n ast.Node) ast.Visitor {
	s, ok := n.(*ast.StringNode)
	if !ok || !strings.Contains(s.Value, "${") {
		return x
	}
	s.Value = variable.ReplaceAllStringFunc(s.Value, func(m string) string {
		name, fallback, hasFallback := strings.Cut(m[2:len(m)-1], ":-")
		if !variableName.MatchString(name) {
			x.fail.problemAt(n, "%s is no variable: write ${NAME} or ${NAME:-value when it is not set}", m)
			return ""
		}
		if v, ok := x.getenv(name); ok && (v != "" || !hasFallback) {
			return v
		}
		if hasFallback {
			return fallback
		}
		x.fail.problemAt(n, "the environment variable %s is not set: set it, or write ${%s:-value when it is not set}", name, name)
		return ""
	})
	return x
}
