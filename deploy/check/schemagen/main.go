// Command schemagen makes the JSON Schemas that manifests are checked against from
// the definitions of the APIs themselves: Kubernetes' OpenAPI document and the
// CustomResourceDefinitions of operators. Only the kinds that deploy/k8s uses are
// kept, without their descriptions, and fields that they do not know are refused.
//
//	schemagen -openapi swagger.json -out schemas crd.yaml...
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sigs.k8s.io/yaml"
)

// used are the kinds of Kubernetes itself in deploy/k8s.
var used = []string{
	"io.k8s.api.apps.v1.Deployment",
	"io.k8s.api.batch.v1.Job",
	"io.k8s.api.core.v1.ConfigMap",
	"io.k8s.api.core.v1.Namespace",
	"io.k8s.api.core.v1.Secret",
	"io.k8s.api.core.v1.Service",
	"io.k8s.api.core.v1.ServiceAccount",
	"io.k8s.api.networking.v1.NetworkPolicy",
	"io.k8s.api.policy.v1.PodDisruptionBudget",
}

// definitionsFile is shared by the kinds of Kubernetes itself.
const definitionsFile = "_definitions.json"

func main() {
	openapi := flag.String("openapi", "", "Kubernetes' OpenAPI document (swagger.json)")
	out := flag.String("out", "", "folder to write to")
	flag.Parse()
	if err := run(*openapi, *out, flag.Args()); err != nil {
		fmt.Fprintf(os.Stderr, "schemagen: %v\n", err)
		os.Exit(1)
	}
}

func run(openapi, out string, crds []string) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	if err := builtin(openapi, out); err != nil {
		return fmt.Errorf("%s: %w", openapi, err)
	}
	for _, file := range crds {
		if err := custom(file, out); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return nil
}

// builtin writes the used kinds of Kubernetes and the definitions that they lead to.
func builtin(openapi, out string) error {
	data, err := os.ReadFile(openapi)
	if err != nil {
		return err
	}
	var document struct{ Definitions map[string]schema }
	if err := json.Unmarshal(data, &document); err != nil {
		return err
	}
	kept := map[string]schema{}
	for _, name := range used {
		if err := keep(document.Definitions, name, kept); err != nil {
			return err
		}
		group, version, kind := split(name)
		ref := schema{"$ref": definitionsFile + "#/definitions/" + name}
		if err := write(filepath.Join(out, fileName(kind, group, version)), ref); err != nil {
			return err
		}
	}
	return write(filepath.Join(out, definitionsFile), schema{"definitions": kept})
}

// keep puts the definition of name into kept, with all that it refers to.
func keep(all map[string]schema, name string, kept map[string]schema) error {
	if _, done := kept[name]; done {
		return nil
	}
	definition, ok := all[name]
	if !ok {
		return fmt.Errorf("there is no %s", name)
	}
	if strings.HasSuffix(name, ".Quantity") || strings.HasSuffix(name, ".IntOrString") {
		definition = schema{"type": []string{"string", "number"}} // the document says string only
	}
	kept[name] = strict(definition)
	for _, ref := range references(definition) {
		if err := keep(all, strings.TrimPrefix(ref, "#/definitions/"), kept); err != nil {
			return err
		}
	}
	return nil
}

// split takes io.k8s.api.apps.v1.Deployment apart; the group of core is empty.
func split(name string) (group, version, kind string) {
	parts := strings.Split(strings.TrimPrefix(name, "io.k8s.api."), ".")
	group, version, kind = parts[0], parts[1], parts[2]
	if group == "core" {
		group = ""
	}
	return group, version, kind
}

// custom writes the schemas of all versions in a file of CustomResourceDefinitions.
func custom(file, out string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var crd struct {
		Spec struct {
			Group    string
			Names    struct{ Kind string }
			Versions []struct {
				Name   string
				Schema struct{ OpenAPIV3Schema schema }
			}
		}
	}
	if err := yaml.Unmarshal(data, &crd); err != nil {
		return err
	}
	if len(crd.Spec.Versions) == 0 {
		return fmt.Errorf("is no CustomResourceDefinition")
	}
	for _, v := range crd.Spec.Versions {
		group, _, _ := strings.Cut(crd.Spec.Group, ".")
		name := fileName(crd.Spec.Names.Kind, group, v.Name)
		if err := write(filepath.Join(out, name), strict(v.Schema.OpenAPIV3Schema)); err != nil {
			return err
		}
	}
	return nil
}

// fileName is where kubeconform looks for a kind.
func fileName(kind, group, version string) string {
	parts := []string{kind, version}
	if group != "" {
		parts = []string{kind, group, version}
	}
	return strings.ToLower(strings.Join(parts, "-")) + ".json"
}

func write(file string, s schema) error {
	data, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(data, '\n'), 0o644)
}
