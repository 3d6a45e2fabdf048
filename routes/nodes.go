package routes

import (
	"fmt"

	"gopkg.in/yaml.v3"
)

func resolveAlias(n *yaml.Node) *yaml.Node {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n
}

// kindWord names what a node is, for messages.
func kindWord(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a map"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Tag == "!!null":
		return "nothing"
	}
	return fmt.Sprintf("%q", n.Value)
}

// pairs yields keys and values of a mapping, merges (<<) included.
func pairs(n *yaml.Node) func(yield func(key, value *yaml.Node) bool) {
	return func(yield func(key, value *yaml.Node) bool) {
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, value := n.Content[i], resolveAlias(n.Content[i+1])
			if key.Tag == "!!merge" && value.Kind == yaml.MappingNode {
				for k, v := range pairs(value) {
					if !hasKey(n, k.Value) && !yield(k, v) {
						return
					}
				}
				continue
			}
			if !yield(key, value) {
				return
			}
		}
	}
}

// valueOf answers the value of a key of a mapping, nil where it has none.
func valueOf(n *yaml.Node, name string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return resolveAlias(n.Content[i+1])
		}
	}
	return nil
}

func hasKey(n *yaml.Node, name string) bool {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return true
		}
	}
	return false
}
