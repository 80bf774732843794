package config

import (
	"reflect"
	"sort"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// configShape is what keys are checked against.
var configShape = reflect.TypeFor[Config]()

var nodeUnmarshaler = reflect.TypeFor[interface{ UnmarshalYAML(ast.Node) error }]()

// unknownKeys adds a mistake for every key that the shape does not have, all of them at once, each with the nearest key that exists.
func (e *Error) unknownKeys(n ast.Node, shape reflect.Type, path string) {
	for shape.Kind() == reflect.Pointer {
		shape = shape.Elem()
	}
	if reflect.PointerTo(shape).Implements(nodeUnmarshaler) {
		return
	}
	switch node := n.(type) {
	case *ast.AnchorNode:
		e.unknownKeys(node.Value, shape, path)
	case *ast.SequenceNode:
		if shape.Kind() == reflect.Slice {
			for _, v := range node.Values {
				e.unknownKeys(v, shape.Elem(), path)
			}
		}
	case ast.MapNode:
		if shape.Kind() != reflect.Struct {
			return
		}
		fields := fieldsOf(shape)
		for it := node.MapRange(); it.Next(); {
			key := it.Key().GetToken().Value
			f, ok := fields[key]
			if !ok {
				e.problemAt(it.Key(), "unknown key %q%s%s", key, inside(path), suggestKey(key, fields))
				continue
			}
			e.unknownKeys(it.Value(), f, strings.TrimPrefix(path+"."+key, "."))
		}
	}
}

func inside(path string) string {
	if path == "" {
		return ""
	}
	return " in " + path
}

func fieldsOf(t reflect.Type) map[string]reflect.Type {
	m := map[string]reflect.Type{}
	for i := range t.NumField() {
		f := t.Field(i)
		if name, _, _ := strings.Cut(f.Tag.Get("yaml"), ","); name != "" && name != "-" {
			m[name] = f.Type
		}
	}
	return m
}

func suggestKey(key string, fields map[string]reflect.Type) string {
	names := make([]string, 0, len(fields))
	for n := range fields {
		names = append(names, n)
	}
	sort.Strings(names)
	if best := Nearest(key, names); best != "" {
		return "; did you mean \"" + best + "\"?"
	}
	return "; allowed here: " + strings.Join(names, ", ")
}

// Nearest is the word of list that differs from word by few letters; "" when none does. Case is ignored.
func Nearest(word string, list []string) string {
	best, bestDistance := "", 1+max(1, len(word)/3)
	for _, w := range list {
		if d := editDistance(strings.ToLower(word), strings.ToLower(w)); d < bestDistance {
			best, bestDistance = w, d
		}
	}
	return best
}

// editDistance is Levenshtein's, with a swap of neighbours as one step (optimal string alignment).
func editDistance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}
