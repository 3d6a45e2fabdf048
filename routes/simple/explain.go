package simple

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// Node is a part of an expression as it was understood.
type Node struct {
	// Kind is function, text, number, boolean, null, an operator such as == or &&, or "joined" for parts that become one text.
	Kind string
	// Text is the part as it is written; "" for operators.
	Text     string
	Children []*Node
}

// Explain answers how a template or a predicate is understood. A mistake is a [*components.SyntaxError].
func Explain(text string, asPredicate bool, env *Env) (*Node, error) {
	p := newParser(text, env)
	p.nodes = &[]*Node{}
	var err error
	if asPredicate {
		_, err = compilePredicate(p)
	} else {
		_, err = compile(p)
	}
	if err != nil {
		return nil, err
	}
	p.fold(0, "joined", "")
	if len(*p.nodes) == 0 {
		return &Node{Kind: "text"}, nil
	}
	return (*p.nodes)[0], nil
}

// String draws the tree, a line for each part.
func (n *Node) String() string {
	var b strings.Builder
	n.draw(&b, "", "")
	return b.String()
}

func (n *Node) draw(b *strings.Builder, first, others string) {
	b.WriteString(first + n.line() + "\n")
	for i, child := range n.Children {
		if i < len(n.Children)-1 {
			child.draw(b, others+"├─ ", others+"│  ")
		} else {
			child.draw(b, others+"└─ ", others+"   ")
		}
	}
}

func (n *Node) line() string {
	switch n.Kind {
	case "function":
		return "${" + n.Text + "}"
	case "text":
		return fmt.Sprintf("%s %q", n.Kind, n.Text)
	case "number", "boolean", "assign", "define":
		return n.Kind + " " + n.Text
	}
	return n.Kind
}

// mark answers where the nodes of what is parsed next begin.
func (p *parser) mark() int {
	if p.nodes == nil {
		return 0
	}
	return len(*p.nodes)
}

// forget takes away the nodes of an attempt that failed.
func (p *parser) forget(mark int) {
	if p.nodes != nil {
		*p.nodes = (*p.nodes)[:mark]
	}
}

// leaf notes a part without parts.
func (p *parser) leaf(kind, text string) {
	if p.nodes != nil {
		*p.nodes = append(*p.nodes, &Node{Kind: kind, Text: text})
	}
}

// wrap makes one node of those since mark.
func (p *parser) wrap(mark int, kind, text string) {
	if p.nodes == nil {
		return
	}
	children := append([]*Node(nil), (*p.nodes)[mark:]...)
	*p.nodes = append((*p.nodes)[:mark], &Node{Kind: kind, Text: text, Children: children})
}

// fold is wrap where there is more than one.
func (p *parser) fold(mark int, kind, text string) {
	if p.nodes != nil && len(*p.nodes) > mark+1 {
		p.wrap(mark, kind, text)
	}
}

// foldJoined makes the nodes of a template of those of its pieces, which operators have joined.
func (p *parser) foldJoined(mark int, joined []piece) {
	if p.nodes == nil {
		return
	}
	*p.nodes = (*p.nodes)[:mark]
	for _, one := range joined {
		*p.nodes = append(*p.nodes, one.node)
	}
	p.fold(mark, "joined", "")
}

// noted gives a piece the node that was made last.
func (p *parser) noted(one piece) piece {
	if p.nodes != nil && len(*p.nodes) > 0 {
		one.node = (*p.nodes)[len(*p.nodes)-1]
	}
	return one
}

// joinedNode is the node of two pieces that an operator joins.
func joinedNode(op string, left, right piece) *Node {
	if left.node == nil || right.node == nil {
		return nil
	}
	return &Node{Kind: op, Children: []*Node{left.node, right.node}}
}

// constantLeaf notes a value that is the same for every exchange.
func (p *parser) constantLeaf(v any) {
	switch v := v.(type) {
	case nil:
		p.leaf("null", "")
	case bool:
		p.leaf("boolean", components.Text(v))
	case string:
		p.leaf("text", v)
	default:
		p.leaf("number", components.Text(v))
	}
}
