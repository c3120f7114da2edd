/** Packages without types of their own; each is used behind one typed module of ours. */
declare module 'bpmn-moddle';
declare module 'dmn-moddle';
declare module 'zeebe-bpmn-moddle/resources/zeebe.json';
