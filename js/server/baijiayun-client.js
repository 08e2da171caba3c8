export class BaijiayunClient {}
