package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
)

// source is what the generator reads from the package.
type source struct {
	structs map[string]*ast.StructType
	docs    map[string]string   // of types, by name
	enums   map[string][]string // values of string constants, by their type
	consts  []constant          // in order of the files
}

type constant struct{ name, typ, value string }

func read(dir string) (*source, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	s := &source{structs: map[string]*ast.StructType{}, docs: map[string]string{}, enums: map[string][]string{}}
	for _, name := range files { // in order of their names
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.GenDecl); ok {
				s.add(decl)
			}
		}
	}
	return s, nil
}

func (s *source) add(decl *ast.GenDecl) {
	for _, spec := range decl.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			s.docs[spec.Name.Name] = text(decl.Doc, spec.Doc)
			if t, ok := spec.Type.(*ast.StructType); ok {
				s.structs[spec.Name.Name] = t
			}
		case *ast.ValueSpec:
			s.addConstant(spec)
		}
	}
}

func (s *source) addConstant(spec *ast.ValueSpec) {
	typ, ok := spec.Type.(*ast.Ident)
	if !ok || len(spec.Values) != 1 {
		return
	}
	literal, ok := spec.Values[0].(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return
	}
	value, err := strconv.Unquote(literal.Value)
	if err != nil {
		return
	}
	s.consts = append(s.consts, constant{spec.Names[0].Name, typ.Name, value})
	s.enums[typ.Name] = append(s.enums[typ.Name], value)
}

// text joins comments into one line of prose.
func text(groups ...*ast.CommentGroup) string {
	var parts []string
	for _, g := range groups {
		parts = append(parts, strings.Fields(g.Text())...)
	}
	return strings.Join(parts, " ")
}
