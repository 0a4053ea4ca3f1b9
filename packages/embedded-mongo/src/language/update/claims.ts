/**
 * No two operators of one update may touch the same field, or a field and its parent.
 * Claims form a tree of path components; a claim that passes the end of another one, or
 * ends inside another one's path, is MongoDB's error 40.
 */
import { conflictingUpdateOperators } from '../errors.ts';
import type { Path } from '../traverse.ts';

interface Node {
  readonly children: Map<string, Node>;
  isEnd: boolean;
}

export class PathClaims {
  private readonly root: Node = { children: new Map(), isEnd: false };

  claim(path: Path): void {
    let node = this.root;
    path.forEach((part, i) => {
      const isArrayPart = part.startsWith('$[');
      // Next to a.$[], whether a.0 and a.b collide depends on the document. So all siblings are of one kind.
      const [sibling] = node.children.keys();
      if (sibling !== undefined && sibling.startsWith('$[') !== isArrayPart) throw conflict(path, path.slice(0, i));
      const next = node.children.get(part) ?? { children: new Map<string, Node>(), isEnd: false };
      node.children.set(part, next);
      node = next;
      if (node.isEnd) throw conflict(path, path.slice(0, i + 1));
    });
    if (node.children.size > 0) throw conflict(path, path);
    node.isEnd = true;
  }
}

function conflict(path: Path, at: Path): Error {
  return conflictingUpdateOperators(
    `Updating the path '${path.join('.')}' would create a conflict at '${at.join('.')}'`,
  );
}
