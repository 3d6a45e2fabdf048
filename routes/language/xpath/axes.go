package xpath

import "github.com/dromedary-go/dromedary/components"

// axis yields the nodes in one direction, the nearest first.
type axis func(n *components.XML, yield func(*components.XML))

var axes = map[string]axis{
	"child": child, "parent": parent, "self": self, "attribute": attribute,
	"descendant": descendant, "descendant-or-self": descendantOrSelf,
	"ancestor": ancestor, "ancestor-or-self": func(n *components.XML, yield func(*components.XML)) { yield(n); ancestor(n, yield) },
	"following-sibling": func(n *components.XML, yield func(*components.XML)) {
		before, after := siblings(n)
		_ = before
		for _, o := range after {
			yield(o)
		}
	},
	"preceding-sibling": func(n *components.XML, yield func(*components.XML)) {
		before, _ := siblings(n)
		for i := len(before) - 1; i >= 0; i-- {
			yield(before[i])
		}
	},
	"following": func(n *components.XML, yield func(*components.XML)) {
		for o := n; o != nil; o = o.Parent {
			_, after := siblings(o)
			for _, s := range after {
				descendantOrSelf(s, yield)
			}
		}
	},
	"preceding": func(n *components.XML, yield func(*components.XML)) {
		for o := n; o != nil; o = o.Parent {
			before, _ := siblings(o)
			for i := len(before) - 1; i >= 0; i-- {
				backwards(before[i], yield)
			}
		}
	},
}

func self(n *components.XML, yield func(*components.XML)) { yield(n) }

func parent(n *components.XML, yield func(*components.XML)) {
	if n.Parent != nil {
		yield(n.Parent)
	}
}

func child(n *components.XML, yield func(*components.XML)) {
	for _, c := range n.Children {
		yield(c)
	}
}

func attribute(n *components.XML, yield func(*components.XML)) {
	for _, a := range n.Attrs {
		yield(a)
	}
}

func descendant(n *components.XML, yield func(*components.XML)) {
	for _, c := range n.Children {
		descendantOrSelf(c, yield)
	}
}

func descendantOrSelf(n *components.XML, yield func(*components.XML)) {
	yield(n)
	descendant(n, yield)
}

func ancestor(n *components.XML, yield func(*components.XML)) {
	for o := n.Parent; o != nil; o = o.Parent {
		yield(o)
	}
}

// backwards yields a node and what is in it, the last first.
func backwards(n *components.XML, yield func(*components.XML)) {
	for i := len(n.Children) - 1; i >= 0; i-- {
		backwards(n.Children[i], yield)
	}
	yield(n)
}

// siblings are the nodes before and after one; attributes have none.
func siblings(n *components.XML) (before, after []*components.XML) {
	if n.Parent == nil || n.Kind == components.XMLAttribute {
		return nil, nil
	}
	all := n.Parent.Children
	for i := range all {
		if all[i] == n {
			return all[:i], all[i+1:]
		}
	}
	return nil, nil
}
