package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"maps"
	"reflect"
	"strconv"
	"strings"
)

const (
	draft   = "https://json-schema.org/draft/2020-12/schema"
	base    = "https://github.com/dragoman-wire/dragoman/events/schema/"
	version = ".v1.json"
)

// object is a JSON object; encoding/json writes its keys in order.
type object map[string]any

// limits are what the comments say in words and a schema in keywords.
var limits = map[string]object{
	"Common.Parties":          {"minItems": 1},
	"Common.Evidence":         {"minItems": 1},
	"Common.Confidence":       {"minimum": 0, "maximum": 1},
	"Common.CAMEO":            {"pattern": "^[0-9]{3,4}$"},
	"Party.Code":              {"pattern": "^[A-Z][A-Z0-9]{1,23}$"},
	"Participant.Party":       {"pattern": "^[A-Z][A-Z0-9]{1,23}$"},
	"Place.Country":           {"pattern": "^[A-Z]{3}$"},
	"Date.Value":              {"pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
	"PLOVER.Root":             {"pattern": "^[A-Z]+$"},
	"Span.Start":              {"minimum": 0},
	"Span.End":                {"minimum": 1},
	"Span.Text":               {"minLength": 1},
	"Article.ID":              {"minLength": 1},
	"Detector.Version":        {"minLength": 1},
	"Agreement.Sectors":       {"uniqueItems": true},
	"RailwayProject.LengthKM": {"minimum": 0},
	"Alert.Story":             {"format": "uuid"},
	"Alert.Revision":          {"minimum": 1},
	"Alert.Parties":           {"minItems": 1},
	"Alert.Sectors":           {"uniqueItems": true},
	"Alert.Confidence":        {"minimum": 0, "maximum": 1},
	"Alert.Reports":           {"minItems": 1},
	"Alert.ReportCount":       {"minimum": 0},
	"Alert.Sources":           {"minimum": 0},
	"Alert.Languages":         {"minimum": 0},
	"Report.Confidence":       {"minimum": 0, "maximum": 1},
}

// statusesOf tells how the constants of a message's statuses begin, where it is not
// with the message's name.
var statusesOf = map[string]string{"RailwayProject": "Railway", "Alert": "Agreement"}

// Generate returns the schema of every event type, by file name.
func Generate(dir string) (map[string]object, error) {
	src, err := read(dir)
	if err != nil {
		return nil, err
	}
	schemas := map[string]object{}
	for _, c := range src.consts {
		if c.typ != "Type" {
			continue
		}
		g := generator{source: src, defs: object{}}
		schema, err := g.message(strings.TrimPrefix(c.name, "Type"), c.value)
		if err != nil {
			return nil, err
		}
		schemas[c.value+version] = schema
	}
	if len(schemas) == 0 {
		return nil, fmt.Errorf("%s: no event types", dir)
	}
	return schemas, nil
}

type generator struct {
	*source
	defs object // schemas of the structs inside the message
}

// message makes the schema of one event type.
func (g *generator) message(name, kind string) (object, error) {
	schema, err := g.structure(name)
	if err != nil {
		return nil, err
	}
	schema["$schema"] = draft
	schema["$id"] = base + kind + version
	schema["title"] = name
	schema["$defs"] = g.defs
	properties := schema["properties"].(object)
	properties["type"].(object)["const"] = kind
	var statuses []string
	for _, c := range g.consts {
		if c.typ == "Status" && strings.HasPrefix(c.name, cmp.Or(statusesOf[name], name)) {
			statuses = append(statuses, c.value)
		}
	}
	if len(statuses) == 0 {
		return nil, fmt.Errorf("%s: no statuses", name)
	}
	properties["status"].(object)["enum"] = statuses
	return schema, nil
}

// structure makes the schema of a struct. Further properties are allowed, so
// that a reader built on this version accepts what a later one adds.
func (g *generator) structure(name string) (object, error) {
	t := g.structs[name]
	if t == nil {
		return nil, fmt.Errorf("%s is no struct of the package", name)
	}
	properties, required := object{}, []string{}
	if err := g.fields(name, t, properties, &required); err != nil {
		return nil, err
	}
	return object{
		"type":                 "object",
		"description":          g.docs[name],
		"properties":           properties,
		"required":             required,
		"additionalProperties": true,
	}, nil
}

func (g *generator) fields(name string, t *ast.StructType, properties object, required *[]string) error {
	for _, field := range t.Fields.List {
		if len(field.Names) == 0 { // an embedded struct's fields are the message's own
			embedded, ok := field.Type.(*ast.Ident)
			if !ok || g.structs[embedded.Name] == nil {
				return fmt.Errorf("%s: unexpected embedded field", name)
			}
			if err := g.fields(embedded.Name, g.structs[embedded.Name], properties, required); err != nil {
				return err
			}
			continue
		}
		path := name + "." + field.Names[0].Name
		key, optional, err := jsonName(field)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if key == "-" {
			continue
		}
		schema, err := g.value(field.Type)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if description := text(field.Doc, field.Comment); description != "" {
			schema["description"] = description
		}
		maps.Copy(schema, limits[path])
		properties[key] = schema
		if !optional {
			*required = append(*required, key)
		}
	}
	return nil
}

func jsonName(field *ast.Field) (key string, optional bool, err error) {
	if field.Tag == nil {
		return "", false, fmt.Errorf("has no json tag")
	}
	raw, err := strconv.Unquote(field.Tag.Value)
	if err != nil {
		return "", false, err
	}
	key, options, _ := strings.Cut(reflect.StructTag(raw).Get("json"), ",")
	return key, strings.HasPrefix(options, "omit"), nil
}

// value makes the schema of a field's type.
func (g *generator) value(t ast.Expr) (object, error) {
	switch t := t.(type) {
	case *ast.StarExpr:
		return g.value(t.X)
	case *ast.ArrayType:
		items, err := g.value(t.Elt)
		return object{"type": "array", "items": items}, err
	case *ast.SelectorExpr: // time.Time
		return object{"type": "string", "format": "date-time"}, nil
	case *ast.Ident:
		return g.named(t.Name)
	}
	return nil, fmt.Errorf("type %T has no schema", t)
}

func (g *generator) named(name string) (object, error) {
	switch name {
	case "string":
		return object{"type": "string"}, nil
	case "bool":
		return object{"type": "boolean"}, nil
	case "int":
		return object{"type": "integer"}, nil
	case "float64":
		return object{"type": "number"}, nil
	case "Type", "Status": // their values depend on the message
		return object{"type": "string"}, nil
	}
	if values := g.enums[name]; values != nil {
		return object{"type": "string", "enum": values}, nil
	}
	if g.defs[name] == nil {
		g.defs[name] = object{} // holds the place against recursion
		schema, err := g.structure(name)
		if err != nil {
			return nil, err
		}
		g.defs[name] = schema
	}
	return object{"$ref": "#/$defs/" + name}, nil
}
