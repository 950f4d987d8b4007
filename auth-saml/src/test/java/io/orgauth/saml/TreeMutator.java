package io.orgauth.saml;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Moves, copies, removes and renames parts of a tree, as wrapping attacks do. */
final class TreeMutator {
    private TreeMutator() {}

    static void mutate(Document document, Random random) {
        List<Element> all = new ArrayList<>();
        collect(document.getDocumentElement(), all);
        Element one = all.get(random.nextInt(all.size()));
        Element other = all.get(random.nextInt(all.size()));
        switch (random.nextInt(8)) {
            case 0 -> remove(one);
            case 1 -> insert(one.cloneNode(true), other, random);
            case 2 -> move(one, other, random);
            case 3 -> changeText(one, random);
            case 4 -> changeAttribute(one, random);
            case 5 ->
                one.setAttribute(random.nextBoolean() ? "ID" : "extra", random.nextBoolean() ? "_assertion" : "_new");
            case 6 -> insert(document.createComment("x"), other, random);
            default -> insert(document.createElementNS(XmlNames.SAML, "saml:Advice"), other, random);
        }
    }

    private static void collect(Element element, List<Element> all) {
        all.add(element);
        Elements.children(element).forEach(child -> collect(child, all));
    }

    private static void remove(Element element) {
        if (element != element.getOwnerDocument().getDocumentElement()) {
            element.getParentNode().removeChild(element);
        }
    }

    private static void move(Element element, Element target, Random random) {
        for (Node node = target; node != null; node = node.getParentNode()) {
            if (node == element) {
                return;
            }
        }
        insert(element, target, random);
    }

    private static void insert(Node node, Element target, Random random) {
        if (random.nextBoolean()) {
            target.appendChild(node);
        } else {
            target.insertBefore(node, target.getFirstChild());
        }
    }

    private static void changeText(Element element, Random random) {
        String text = element.getTextContent();
        if (Elements.children(element).isEmpty() && !text.isEmpty()) {
            element.setTextContent(random.nextBoolean() ? "mallory" : text + " ");
        }
    }

    private static void changeAttribute(Element element, Random random) {
        if (element.getAttributes().getLength() == 0) {
            return;
        }
        Attr attribute = (Attr) element.getAttributes()
                .item(random.nextInt(element.getAttributes().getLength()));
        if (random.nextBoolean() && attribute.getNamespaceURI() == null) {
            element.removeAttributeNode(attribute);
        } else if (attribute.getNamespaceURI() == null) {
            attribute.setValue(random.nextBoolean() ? attribute.getValue() + "x" : "_assertion");
        }
    }
}
