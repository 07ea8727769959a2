package learnc.lessons.render.press;

import java.util.List;

import org.asciidoctor.ast.DescriptionList;
import org.asciidoctor.ast.DescriptionListEntry;
import org.asciidoctor.ast.Document;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.Treeprocessor;

/// Leaves an empty place where a live cell stands, for those who show it.
public final class CellPlaces extends Treeprocessor {

    @Override
    public Document process(Document document) {
        replaceBelow(document);
        return document;
    }

    private void replaceBelow(StructuralNode parent) {
        if (parent instanceof DescriptionList list) {
            list.getItems().stream().map(DescriptionListEntry::getDescription).filter(description -> description != null).forEach(this::replaceBelow);
            return;
        }
        List<StructuralNode> blocks = parent.getBlocks();
        for (int i = 0; i < blocks.size(); i++) {
            StructuralNode block = blocks.get(i);
            if (block.getContext().equals("listing") && block.isOption("live") && block.getId() != null) {
                blocks.set(i, createBlock(parent, "pass", place(block.getId())));
            } else {
                replaceBelow(block);
            }
        }
    }

    private static String place(String id) {
        return "<div class=\"cell\" data-cell=\"" + id.replaceAll("[^\\w-]", "") + "\"></div>";
    }
}
