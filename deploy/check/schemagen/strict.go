package main

import "strings"

// schema is a JSON Schema as it comes out of JSON.
type schema = map[string]any

// strict drops the descriptions of a schema and makes it refuse fields that it
// does not name, as an API server does when asked for strict validation.
func strict(s schema) schema {
	out := schema{}
	for key, value := range s {
		switch key {
		case "description", "example", "externalDocs":
			continue
		case "format":
			if value == "int-or-string" {
				continue
			}
		case "properties":
			properties := schema{}
			for name, p := range value.(schema) { // a field may be named "description"
				properties[name] = strict(p.(schema))
			}
			out[key] = properties
			continue
		}
		if strings.HasPrefix(key, "x-kubernetes-") {
			continue
		}
		out[key] = strictValue(value)
	}
	if s["x-kubernetes-int-or-string"] == true {
		out["type"] = []string{"integer", "string"}
	}
	_, named := out["properties"]
	_, others := out["additionalProperties"]
	if named && !others && s["x-kubernetes-preserve-unknown-fields"] != true && !isPartial(s) {
		out["additionalProperties"] = false
	}
	return out
}

func strictValue(value any) any {
	switch v := value.(type) {
	case schema:
		return strict(v)
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = strictValue(item)
		}
		return out
	default:
		return value
	}
}

// isPartial tells the part of a list of alternatives that names some fields only
// to require or forbid them: closing it would refuse all others.
func isPartial(s schema) bool {
	_, typed := s["type"]
	return !typed
}

// references lists what a schema refers to.
func references(value any) []string {
	var found []string
	switch v := value.(type) {
	case schema:
		for key, item := range v {
			if ref, ok := item.(string); ok && key == "$ref" {
				found = append(found, ref)
				continue
			}
			found = append(found, references(item)...)
		}
	case []any:
		for _, item := range v {
			found = append(found, references(item)...)
		}
	}
	return found
}
